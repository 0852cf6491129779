import type { ReactNode } from 'react'
import { type DateLike, formatMonth, formatNumber, formatShortDate } from '../format.ts'
import { useWords } from '../use-words.ts'
import { ChartFigure, type ChartFrame } from './chart-figure.tsx'
import { PartsKey } from './parts-bar.tsx'

export interface WeekOfParts {
  /** Its Monday, an ISO date. */
  week: string
  /** As many as `labels`, the lowest first. */
  counts: readonly [number, number]
}

type WeeksChartProps = ChartFrame & {
  weeks: readonly WeekOfParts[]
  /** What the two parts of a bar are. */
  labels: readonly [string, string]
  /** Head of the table's first column. */
  weekHead: string
  today: DateLike
}

/** How much there was week by week, in two parts on top of each other: half a year fits on a phone. */
export function WeeksChart({ title, desc, weeks, labels, weekHead, today }: WeeksChartProps): ReactNode {
  const { locale } = useWords()
  const most = Math.max(1, ...weeks.map(({ counts: [first, second] }) => first + second))
  const percent = (count: number): number => Math.round((count / most) * 1000) / 10
  const table = {
    head: [weekHead, ...labels],
    rows: weeks.map(({ week, counts }) => [
      formatShortDate(week, locale, today),
      ...counts.map((count) => formatNumber(count, locale)),
    ]),
  }
  const sums = labels.map((label, nth) => ({
    key: label,
    label,
    count: weeks.reduce((sum, { counts }) => sum + (counts[nth] ?? 0), 0),
  }))
  return (
    <ChartFigure title={title} desc={desc} table={table}>
      <PartsKey parts={sums} />
      <div className="k-weeks" aria-hidden="true">
        {weeks.map(({ week, counts: [first, second] }, nth) => (
          <div key={week} className="k-weeks__one">
            <svg className="k-weeks__bar" aria-hidden="true" focusable="false">
              <rect
                width="100%"
                height={`${percent(first)}%`}
                y={`${100 - percent(first)}%`}
                className="k-part--full"
              />
              <rect
                width="100%"
                height={`${percent(second)}%`}
                y={`${100 - percent(first + second)}%`}
                className="k-part--half"
              />
            </svg>
            <span className="k-weeks__month">{nth % MONTH_EVERY === 0 ? formatMonth(week, locale) : ''}</span>
          </div>
        ))}
      </div>
    </ChartFigure>
  )
}

/** A name beneath every so many bars: no two names meet on a phone. */
const MONTH_EVERY = 5
