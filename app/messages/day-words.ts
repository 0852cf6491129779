/** The day of a talk in the reader's language, by our calendar, and in digits beside it: months differ, digits do not. */
import { formatDate, formatLongDay } from '../kit/format.ts'
import type { CatalogueLanguage } from '../letters/catalogue.ts'
import { alphabetOf } from './rules/sms.ts'
import type { WrittenChannel } from './rules/templates.ts'

/** Persian and Arabic countries count and write otherwise; the office does not. */
const OURS = '-u-ca-gregory-nu-latn'
const LONG = { weekday: 'long', day: 'numeric', month: 'long' } as const
const SHORT = { weekday: 'short' } as const

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than a thousand dates. */
function formatOf(language: CatalogueLanguage, channel: WrittenChannel): Intl.DateTimeFormat {
  const key = channel === 'sms' ? `${language} sms` : language
  let format = formats.get(key)
  if (!format) {
    const parts = channel === 'sms' ? SHORT : LONG
    format = new Intl.DateTimeFormat(`${language}${OURS}`, { ...parts, timeZone: 'UTC' })
    formats.set(key, format)
  }
  return format
}

/** `Donnerstag, 16. April`; in other languages `jeudi 16 avril (16.04.2026)`, as a short message `jeu. 16.04.2026`. */
export function dayIn(language: CatalogueLanguage, channel: WrittenChannel, date: string): string {
  if (language === 'de' || language === 'en') return formatLongDay(date, language)
  const said = formatOf(language, channel).format(new Date(`${date}T00:00:00Z`))
  const digits = formatDate(date, 'de')
  return channel === 'sms' ? `${said} ${digits}` : `${said} (${digits})`
}

const YEAR = Array.from({ length: 365 }, (_, day) =>
  new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
)

/** The day of a year that needs the most room. */
export function longestDay(language: CatalogueLanguage, channel: WrittenChannel): string {
  const room = (said: string): number => said.length + (alphabetOf(said) === 'unicode' ? 1000 : 0)
  return YEAR.map((date) => dayIn(language, channel, date)).reduce((a, b) => (room(b) > room(a) ? b : a))
}
