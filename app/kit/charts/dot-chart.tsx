import type { ReactNode } from 'react'
import { formatNumber, formatPercent } from '../format.ts'
import { useWords } from '../use-words.ts'
import { ChartFigure, type ChartFrame } from './chart-figure.tsx'

export interface DotRow {
  key: string
  label: string
  /** Numerator and denominator; null = not published. */
  count: number | null
  base: number | null
  /** Interval of the share, 0 to 1. */
  low?: number | undefined
  high?: number | undefined
  /** E.g. `Stand: 21.11.` when this city's figures are older than the others'. */
  note?: string | undefined
  colour?: string | undefined
}

type DotChartProps = ChartFrame & { rows: readonly DotRow[] }

interface Axis {
  /** The share at the right end. */
  top: number
  ticks: readonly number[]
}

/** The shortest axis of 25, 50 or 100 per cent that holds every dot and every range. */
function axisFor(rows: readonly DotRow[]): Axis {
  const shares = rows.map(({ count, base, high }) => high ?? (count !== null && base ? count / base : 0))
  const top = [0.25, 0.5, 1].find((end) => end >= Math.max(...shares)) ?? 1
  return { top, ticks: [0, 1, 2, 3, 4, 5].map((part) => (part * top) / 5) }
}

/** Cities as dots on one axis from 0 per cent on, with the range each share may lie in. No ranking: the order is yours. */
export function DotChart({ title, desc, rows }: DotChartProps): ReactNode {
  const { t, locale } = useWords()
  const text = (row: DotRow): string[] => {
    const { count, base, low, high } = row
    if (count === null || base === null) return [t('kit:chart.hidden'), '', '']
    const range = low === undefined || high === undefined ? '' : `${percent(low)}–${percent(high)}`
    return [
      t('kit:chart.ofBase', { count: formatNumber(count, locale), base: formatNumber(base, locale) }),
      formatPercent(count, base, locale),
      range,
    ]
  }
  const percent = (share: number): string => formatPercent(share, 1, locale)
  const axis = axisFor(rows)
  const head = [t('kit:chart.city'), t('kit:chart.count'), t('kit:chart.share'), t('kit:chart.interval')]
  const table = { head, rows: rows.map((row) => [row.label, ...text(row)]) }
  return (
    <ChartFigure title={title} desc={desc} table={table}>
      <ul className="k-dots">
        {rows.map((row) => {
          const [people, share] = text(row)
          return (
            <li key={row.key} className="k-dots__row">
              <span className="k-dots__label">
                {row.label}
                {row.note ? <span className="k-dots__note"> {row.note}</span> : null}
              </span>
              <DotStrip row={row} axis={axis} />
              <span className="k-dots__figure">
                <strong aria-hidden={share ? undefined : true}>{share || t('kit:chart.hiddenMark')}</strong>{' '}
                <span className="k-funnel__share">{people}</span>
              </span>
            </li>
          )
        })}
        <li className="k-dots__row k-dots__axis" aria-hidden="true">
          <span className="k-dots__ticks">
            {axis.ticks.map((tick) => (
              <span key={tick} style={{ insetInlineStart: place(tick, axis) }}>
                {percent(tick)}
              </span>
            ))}
          </span>
        </li>
      </ul>
    </ChartFigure>
  )
}

const place = (share: number, axis: Axis): string => `${Math.round((share / axis.top) * 1000) / 10}%`

function DotStrip({ row, axis }: { row: DotRow; axis: Axis }): ReactNode {
  const { count, base, low, high, colour } = row
  const known = count !== null && base !== null && base > 0
  return (
    <svg className="k-dots__strip" aria-hidden="true" focusable="false">
      {axis.ticks.map((tick) => (
        <line
          key={tick}
          x1={place(tick, axis)}
          x2={place(tick, axis)}
          y1="0"
          y2="100%"
          className="k-dots__tick"
        />
      ))}
      {known && low !== undefined && high !== undefined ? (
        <line x1={place(low, axis)} x2={place(high, axis)} y1="50%" y2="50%" className="k-dots__range" />
      ) : null}
      {known ? (
        <circle
          cx={place(count / base, axis)}
          cy="50%"
          r="7"
          className="k-dots__dot"
          style={colour ? { fill: colour } : undefined}
        />
      ) : null}
    </svg>
  )
}
