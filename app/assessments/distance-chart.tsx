import type { ReactNode } from 'react'
import { ChartFigure } from '../kit/charts/chart-figure.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { isLevel, type Measure, type Point, type Series } from './rules/distance.ts'
import { CEFR } from './rules.ts'

const WIDTH = 220
const HEIGHT = 96
const EDGE = 10
/** Room for the ends of the scale. */
const START = 32

interface DistanceChartProps {
  series: readonly Series[]
  /** ISO date. */
  today: string
}

/** Small pictures side by side, one for each measure: talk after talk as dots on a line. */
export function DistanceChart({ series, today }: DistanceChartProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ on }) => on)))].toSorted()
  const [first, last] = [dates[0], dates.at(-1)]
  if (!first || !last) return <p>{t('assessments:distance.none')}</p>
  const value = (measure: Measure, figure: number): string =>
    isLevel(measure) ? (CEFR[figure] ?? '').toUpperCase() : f.number(figure)
  const table = {
    head: [
      t('assessments:summary.when'),
      ...series.map(({ measure }) => t(`assessments:distance.measure.${measure}`)),
    ],
    rows: dates.map((on) => [
      f.date(on),
      ...series.map(({ measure, points }) => {
        const point = points.find((one) => one.on === on)
        return point ? value(measure, point.value) : ''
      }),
    ]),
  }
  return (
    <ChartFigure title={t('assessments:distance.title')} desc={t('assessments:distance.help')} table={table}>
      <ul className="talk-distance">
        {series.map((one) => (
          <li key={one.measure} className="talk-distance__one">
            <OneMeasure
              one={one}
              dates={[first, last]}
              value={(figure) => value(one.measure, figure)}
              today={today}
            />
          </li>
        ))}
      </ul>
    </ChartFigure>
  )
}

interface OneMeasureProps {
  one: Series
  /** The first and the last day of the picture, ISO dates. */
  dates: [string, string]
  value: (figure: number) => string
  today: string
}

function OneMeasure({ one, dates, value, today }: OneMeasureProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { measure, points, from, to } = one
  const [begun, now] = [points[0], points.at(-1)]
  if (!begun || !now) return null
  const name = t(`assessments:distance.measure.${measure}`)
  const moved =
    begun.value === now.value
      ? t('assessments:distance.same', { last: value(now.value) })
      : t('assessments:distance.fromTo', { first: value(begun.value), last: value(now.value) })
  const dots = points.map((point) => ({ ...point, ...placeOf(point, one, dates) }))
  return (
    <>
      <p className="talk-distance__name">{name}</p>
      <p className="talk-distance__moved">{moved}</p>
      <svg className="talk-distance__picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img">
        <title>
          {`${name}: ${dots.map(({ on, value: figure }) => t('assessments:distance.step', { date: f.date(on), value: value(figure) })).join(', ')}`}
        </title>
        <line className="talk-distance__axis" x1={0} x2={WIDTH} y1={HEIGHT - EDGE} y2={HEIGHT - EDGE} />
        {[to, from].map((end, at) => (
          <text key={end} className="talk-distance__end" x={0} y={at === 0 ? EDGE + 6 : HEIGHT - EDGE - 4}>
            {value(end)}
          </text>
        ))}
        <polyline className="talk-distance__line" points={dots.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {dots.map(({ on, x, y }) => (
          <circle key={`${on}-${x}`} className="talk-distance__dot" cx={x} cy={y} r={5} />
        ))}
      </svg>
      <p className="talk-distance__span">
        <span>{f.date(dates[0])}</span>
        <span>{f.date(dates[1])}</span>
      </p>
    </>
  )
}

/** Where a talk stands: days from left to right, the measure's whole scale from bottom to top. */
function placeOf({ on, value }: Point, { from, to }: Series, [first, last]: [string, string]) {
  const days = Date.parse(last) - Date.parse(first)
  const along = days === 0 ? 0 : (Date.parse(on) - Date.parse(first)) / days
  const up = (value - from) / (to - from)
  const round = (length: number): number => Math.round(length * 10) / 10
  return {
    x: round(START + along * (WIDTH - START - EDGE)),
    y: round(HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)),
  }
}
