import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Strip } from './queries/page.server.ts'

interface StripViewProps {
  strip: Strip
  today: string
  /** The booked day, marked. */
  chosen?: string | undefined
  intent: string
}

/** The window as days side by side: a free day is a button that books, a closed one says why. */
export function StripView({ strip, today, chosen, intent }: StripViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <ol className="k-strip">
        {strip.days.map(({ date, closed, free }) => (
          <li key={date} className={closed ? 'k-strip__day k-strip__day--closed' : 'k-strip__day'}>
            {closed || free === 0 || date === chosen ? (
              <span className="k-strip__name">{f.day(date)}</span>
            ) : (
              <button type="submit" name="day" value={date} className="k-strip__pick">
                {f.day(date)}
              </button>
            )}
            <span className="k-strip__why">
              {date === chosen
                ? t('follow-ups:strip.chosen')
                : closed
                  ? t(`follow-ups:holiday.${closed}`)
                  : t('follow-ups:strip.free', { count: free })}
            </span>
          </li>
        ))}
      </ol>
    </Form>
  )
}
