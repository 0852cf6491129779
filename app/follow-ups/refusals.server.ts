/** What the page says when a wish or an outcome is refused: what is the matter, and what to do instead. */
import { Temporal } from 'temporal-polyfill'
import { translate } from '../kit/dictionary.server.ts'
import { withValues } from '../kit/form/form-field.ts'
import { formatLongDay } from '../kit/format.ts'
import type { Locale } from '../kit/locale.ts'
import type { BookError } from './commands.server.ts'
import type { Strip } from './queries.server.ts'
import type { OutcomeError } from './rules/outcome.ts'
import { nextFreeDay } from './rules/slots.ts'
import { closedBecause } from './rules/working-days.ts'

interface Refusal {
  formErrors?: string[]
  fieldErrors?: Record<string, string[]>
}

/** `2. November`, `2 November`. */
const plainDay = (day: string, locale: Locale): string => formatLongDay(day, locale).split(', ')[1] ?? day

/** `Mo, 2. November`, `Mon, 2 November`. */
const namedDay = (day: string, locale: Locale): string => {
  const [name = '', date = ''] = formatLongDay(day, locale).split(', ')
  return `${name.slice(0, locale === 'de' ? 2 : 3)}, ${date}`
}

/** For conform's `submission.reply`. `strip` = the days that are open instead. */
export function refusedWish(
  error: Exclude<BookError, 'no-appointment' | 'no-client'> | 'no-schedule',
  { day, strip, locale }: { day: string; strip: Strip | null; locale: Locale },
): Refusal {
  const t = translate(locale)
  const free = nextFreeDay(strip?.days ?? [], day)
  const next = free
    ? t('follow-ups:error.next', { day: namedDay(free.date, locale) })
    : t('follow-ups:error.noNext')
  const said = (key: string, values: Record<string, string> = {}): string[] => [
    withValues(`follow-ups:error.${key}`, { day: plainDay(day, locale), next, ...values }),
  ]
  switch (error) {
    case 'closed': {
      const why =
        closedBecause(Temporal.PlainDate.from(day)) ?? strip?.days.find(({ date }) => date === day)?.closed
      if (why === 'city-closed' || why === 'away') return { fieldErrors: { day: said(why) } }
      const holiday = why && why !== 'weekend' ? t(`follow-ups:holiday.${why}`) : undefined
      return { fieldErrors: { day: holiday ? said('holiday', { holiday }) : said('weekend') } }
    }
    case 'taken':
    case 'off-hours':
      return { fieldErrors: { time: said(error) } }
    case 'no-place':
      return { fieldErrors: { place: ['follow-ups:error.no-place'] } }
    case 'no-interpreter':
      return { fieldErrors: { interpreter: ['follow-ups:error.no-interpreter'] } }
    case 'no-room':
      return { fieldErrors: { room: ['follow-ups:error.no-room'] } }
    case 'past':
    case 'outside':
    case 'full':
      return { fieldErrors: { day: said(error) } }
    case 'client-closed':
    case 'not-booked':
    case 'no-schedule':
    case 'in-group':
      return { formErrors: [`follow-ups:error.${error}`] }
  }
}

export function refusedOutcome(error: OutcomeError): Refusal {
  const said = [`follow-ups:error.${error}`]
  return error === 'not-that-day' ? { fieldErrors: { on: said } } : { formErrors: said }
}
