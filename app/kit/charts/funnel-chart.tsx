import type { ReactNode } from 'react'
import { formatNumber, formatPercent } from '../format.ts'
import { Link } from '../link.tsx'
import type { Locale } from '../locale.ts'
import { useWords } from '../use-words.ts'
import type { Translate } from '../words.ts'
import { ChartFigure, type ChartFrame } from './chart-figure.tsx'

export interface FunnelStep {
  key: string
  label: string
  /** Distinct people; null = not published, too few. */
  count: number | null
  /** What the share is taken of; undefined = no share is shown. */
  base?: number | null | undefined
  /** The list behind the figure; inside the city only. */
  to?: string | undefined
}

type FunnelChartProps = ChartFrame & { steps: readonly FunnelStep[] }

/** From the list to a secure stay: a bar a step, as long as people got there, over a paler one for those it is a share of. */
export function FunnelChart({ title, desc, steps }: FunnelChartProps): ReactNode {
  const { t, locale } = useWords()
  const longest = Math.max(1, ...steps.flatMap((step) => [step.count ?? 0, step.base ?? 0]))
  const length = (people: number | null | undefined): string =>
    `${Math.round(((people ?? 0) / longest) * 1000) / 10}%`
  const rows = steps.map((step) => [step.label, ...figures(step, locale, t)])
  const head = [t('kit:chart.step'), t('kit:chart.count'), t('kit:chart.base'), t('kit:chart.share')]
  return (
    <ChartFigure title={title} desc={desc} table={{ head, rows }}>
      <ol className="k-funnel">
        {steps.map((step) => (
          <li key={step.key} className="k-funnel__step">
            <span className="k-funnel__label">
              {step.to ? (
                <Link to={step.to} className="k-link">
                  {step.label}
                </Link>
              ) : (
                step.label
              )}
            </span>
            <FunnelFigure step={step} />
            <svg className="k-funnel__bar" aria-hidden="true" focusable="false">
              <rect width="100%" height="100%" className="k-bar__rest" />
              <rect width={length(step.base)} height="100%" className="k-bar__base" />
              <rect width={length(step.count)} height="100%" className="k-bar__full" />
            </svg>
          </li>
        ))}
      </ol>
    </ChartFigure>
  )
}

function FunnelFigure({ step: { count, base } }: { step: FunnelStep }): ReactNode {
  const { t, locale } = useWords()
  if (count === null) {
    return (
      <span className="k-funnel__figure">
        <span aria-hidden="true">{t('kit:chart.hiddenMark')}</span>{' '}
        <span className="k-funnel__share">{t('kit:chart.hidden')}</span>
      </span>
    )
  }
  const known = base !== undefined && base !== null
  return (
    <span className="k-funnel__figure">
      <strong>{formatNumber(count, locale)}</strong>
      {known ? (
        <span className="k-funnel__share">
          {' '}
          {t('kit:chart.base')} {formatNumber(base, locale)} · {formatPercent(count, base, locale)}
        </span>
      ) : null}
    </span>
  )
}

function figures({ count, base }: FunnelStep, locale: Locale, t: Translate): string[] {
  if (count === null) return [t('kit:chart.hidden'), '', '']
  const known = base !== undefined && base !== null
  return [
    formatNumber(count, locale),
    known ? formatNumber(base, locale) : '',
    known ? formatPercent(count, base, locale) : '',
  ]
}
