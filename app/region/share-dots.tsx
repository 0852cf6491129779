import type { ReactNode } from 'react'
import { ChartFigure } from '../kit/charts/chart-figure.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { CityCells } from './queries.server.ts'
import { type Question, type Share, SMALLEST_BASE, shareOf } from './rules.ts'

const TICKS = [0, 25, 50, 75, 100]

interface ShareDotsProps {
  question: Question
  baseLabel: string
  cities: readonly CityCells[]
  today: string
}

/** The cities on one axis for one question, in the order of their names: differences, not ranks. */
export function ShareDots({ question, baseLabel, cities, today }: ShareDotsProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const texts = useShareTexts(today)
  const rows = cities.map((city) => ({ city, share: shareOf(city.cells, question) }))
  const head = [t('kit:chart.city'), t('kit:chart.count'), t('kit:chart.share'), t('kit:chart.interval')]
  const table = rows.map(({ city, share }) => [city.name, ...texts(share)])
  return (
    <ChartFigure
      title={t(`region:question.${question}`)}
      desc={t('region:share', { base: baseLabel })}
      table={{ head, rows: table }}
    >
      <ul className="k-dots">
        {rows.map(({ city, share }) => {
          const [people, percent, range] = texts(share)
          return (
            <li key={city.slug} className="k-dots__row">
              <span className="k-dots__label">
                <span className="k-city" style={{ borderColor: city.colour }}>
                  {city.name}
                </span>
                {city.late && city.figuresOf ? (
                  <span className="k-dots__note">
                    {' '}
                    {t('region:standOf', { date: f.shortDate(city.figuresOf) })}
                  </span>
                ) : null}
              </span>
              <Strip share={share} />
              <span className="k-dots__figure">
                {percent ? <strong>{percent}</strong> : null}{' '}
                <span className="k-funnel__share">
                  {share.kind === 'few' ? `${people} · ${range}` : people}
                </span>
              </span>
            </li>
          )
        })}
        <li className="k-dots__row k-dots__axis" aria-hidden="true">
          <span className="k-dots__ticks">
            {TICKS.map((tick) => (
              <span key={tick} style={{ insetInlineStart: `${tick}%` }}>
                {f.percent(tick, 100)}
              </span>
            ))}
          </span>
        </li>
      </ul>
    </ChartFigure>
  )
}

/** People, share and range of a share in words; what is not shown is empty or says why. */
function useShareTexts(today: string): (share: Share) => [string, string, string] {
  const { t } = useWords()
  const f = useFormat(today)
  return (share) => {
    if (share.kind === 'absent') return [t('region:noFigures'), '', '']
    if (share.kind === 'hidden') return [`· ${t(`region:hidden.${share.hidden}`)}`, '', '']
    const people = t('kit:chart.ofBase', { count: f.number(share.count), base: f.number(share.base) })
    if (share.kind === 'few') return [people, '', t('region:tooFew', { count: SMALLEST_BASE })]
    const range = `${f.percent(share.low, 1)}–${f.percent(share.high, 1)}`
    return [people, f.percent(share.count, share.base), range]
  }
}

function Strip({ share }: { share: Share }): ReactNode {
  return (
    <svg className="k-dots__strip" aria-hidden="true" focusable="false">
      {TICKS.map((tick) => (
        <line key={tick} x1={`${tick}%`} x2={`${tick}%`} y1="0" y2="100%" className="k-dots__tick" />
      ))}
      {share.kind === 'shown' ? (
        <>
          <line
            x1={`${share.low * 100}%`}
            x2={`${share.high * 100}%`}
            y1="50%"
            y2="50%"
            className="k-dots__range"
          />
          <circle cx={`${(share.count / share.base) * 100}%`} cy="50%" r="7" className="k-dots__dot" />
        </>
      ) : null}
    </svg>
  )
}
