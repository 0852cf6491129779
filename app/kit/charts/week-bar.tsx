import type { ReactNode } from 'react'
import { type DateLike, formatDay, formatNumber } from '../format.ts'
import { useWords } from '../use-words.ts'
import { ChartFigure, type ChartFrame } from './chart-figure.tsx'

export interface WeekDay {
  date: string
  count: number
  /** `Allerheiligen`, `geschlossen`: a day without work, and why. */
  closed?: string | undefined
}

type WeekBarProps = ChartFrame & { days: readonly WeekDay[]; today: DateLike }

/** How full the days of a week are. */
export function WeekBar({ title, desc, days, today }: WeekBarProps): ReactNode {
  const { t, locale } = useWords()
  const most = Math.max(1, ...days.map((day) => day.count))
  const height = (day: WeekDay): number => Math.round((day.count / most) * 100)
  const name = (day: WeekDay): string => formatDay(day.date, locale, today)
  const table = {
    head: [t('kit:chart.day'), t('kit:chart.count')],
    rows: days.map((day) => [name(day), day.closed ?? formatNumber(day.count, locale)]),
  }
  return (
    <ChartFigure title={title} desc={desc} table={table}>
      <ol className="k-week">
        {days.map((day) => {
          const now = day.date === String(today)
          return (
            <li key={day.date} className={now ? 'k-week__day k-week__day--today' : 'k-week__day'}>
              <strong className="k-week__count">{day.closed ? '–' : formatNumber(day.count, locale)}</strong>
              <svg className="k-week__bar" aria-hidden="true" focusable="false">
                <rect
                  width="100%"
                  height={`${height(day)}%`}
                  y={`${100 - height(day)}%`}
                  className="k-bar__full"
                />
              </svg>
              <span className="k-week__name">
                {name(day)}
                {now ? <span className="kern-sr-only"> ({t('kit:chart.today')})</span> : null}
              </span>
              {day.closed ? <span className="k-week__closed">{day.closed}</span> : null}
            </li>
          )
        })}
      </ol>
    </ChartFigure>
  )
}
