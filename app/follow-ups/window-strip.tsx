import type { ReactNode } from 'react'
import { Link } from '../kit/link.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Strip } from './queries.server.ts'
import './window-strip.css'

interface WindowStripProps {
  strip: Strip
  today: string
  /** ISO dates: what is wished, and where the talk lies now. */
  chosen: string | null
  booked: string | null
}

/** The days of a window side by side: how much is free, holidays by their names. A day that is open can be chosen. */
export function WindowStrip({ strip, today, chosen, booked }: WindowStripProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <ol className="strip">
      {strip.days.map(({ date, closed, free }) => {
        const day = f.day(date)
        const marks = [
          date === booked && t('follow-ups:strip.booked'),
          date === chosen && t('follow-ups:strip.chosen'),
        ].filter(Boolean)
        const more =
          closed === null
            ? t('follow-ups:strip.free', { count: free })
            : closed === 'weekend'
              ? t('follow-ups:strip.weekend')
              : t(`follow-ups:holiday.${closed}`)
        const inside = (
          <>
            <strong>{day}</strong>
            <span className="strip__more">{more}</span>
            {marks.length > 0 ? <span className="strip__more">{marks.join(', ')}</span> : null}
          </>
        )
        const look = `${closed || free === 0 ? ' strip__day--closed' : ''}${marks.length > 0 ? ' strip__day--marked' : ''}`
        return (
          <li key={date} className={`strip__day${look}`}>
            {closed === null && free > 0 ? (
              <Link to={`?day=${date}#wish`} keepScroll>
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
