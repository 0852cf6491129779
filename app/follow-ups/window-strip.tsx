import type { ReactNode } from 'react'
import { Link } from '../kit/link.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Strip } from './queries.server.ts'
import './window-strip.css'

interface WindowStripProps {
  strip: Strip
  /** Of the address, without the day: it stays. */
  query: string
  today: string
  /** ISO dates: what is wished, and where the talk lies now. */
  chosen: string | null
  booked: string | null
}

/** As many as fit beside each other on a phone. */
const MOST_DOTS = 8

/** Monday = 1, as the column of a day in a week. */
const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

/**
 * The working days of a window, a week a row: how much is free, holidays by their names. A day that is open can be
 * chosen.
 */
export function WindowStrip({ strip, query, today, chosen, booked }: WindowStripProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const days = strip.days.filter(({ closed }) => closed !== 'weekend')
  return (
    <ol className="strip">
      {days.map(({ date, closed, free }) => {
        const day = f.day(date)
        const marks = [
          date === booked && t('follow-ups:strip.booked'),
          date === chosen && t('follow-ups:strip.chosen'),
        ].filter(Boolean)
        const more =
          closed === null || closed === 'weekend'
            ? t('follow-ups:strip.free', { count: free })
            : t(`follow-ups:holiday.${closed}`)
        const inside = (
          <>
            <strong>{day}</strong>
            {free > 0 ? (
              <span className="strip__dots" aria-hidden="true">
                {'●'.repeat(Math.min(free, MOST_DOTS))}
              </span>
            ) : null}
            <span className="strip__more">{more}</span>
            {marks.length > 0 ? <span className="strip__more">{marks.join(', ')}</span> : null}
          </>
        )
        const look = `${closed || free === 0 ? ' strip__day--closed' : ''}${marks.length > 0 ? ' strip__day--marked' : ''}`
        return (
          <li key={date} className={`strip__day${look}`} style={{ gridColumn: weekday(date) }}>
            {closed === null && free > 0 ? (
              <Link to={`?day=${date}&${query}#wish`} keepScroll>
                {inside}
              </Link>
            ) : (
              <div>{inside}</div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
