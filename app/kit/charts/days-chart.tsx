import type { ReactNode } from 'react'
import { type DateLike, formatDay, formatNumber, formatShortDate } from '../format.ts'
import { useWords } from '../use-words.ts'
import { ChartFigure, type ChartFrame } from './chart-figure.tsx'

export interface CountOfDay {
  /** ISO date. */
  day: string
  count: number
}

type DaysChartProps = ChartFrame & {
  days: readonly CountOfDay[]
  /** What is counted: head of the table's second column. */
  label: string
  /** Head of its first. */
  dayHead: string
  today: DateLike
}

/** A name beneath every so many bars: no two names meet on a phone. */
const NAME_EVERY = 7

/** How much there is day by day, for some weeks. */
export function DaysChart({ title, desc, days, label, dayHead, today }: DaysChartProps): ReactNode {
  const { locale } = useWords()
  const most = Math.max(1, ...days.map(({ count }) => count))
  const table = {
    head: [dayHead, label],
    rows: days.map(({ day, count }) => [formatDay(day, locale, today), formatNumber(count, locale)]),
  }
  return (
    <ChartFigure title={title} desc={desc} table={table}>
      <div className="k-weeks" aria-hidden="true">
        {days.map(({ day, count }, nth) => {
          const percent = Math.round((count / most) * 1000) / 10
          return (
            <div key={day} className="k-weeks__one">
              <svg className="k-weeks__bar" aria-hidden="true" focusable="false">
                <rect width="100%" height={`${percent}%`} y={`${100 - percent}%`} className="k-part--full" />
              </svg>
              <span className="k-weeks__month">
                {nth % NAME_EVERY === 0 ? formatShortDate(day, locale, today) : ''}
              </span>
            </div>
          )
        })}
      </div>
    </ChartFigure>
  )
}
