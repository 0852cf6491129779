import type { Temporal } from 'temporal-polyfill'
import type { Locale } from './locale.ts'

/** A calendar date as loaders send it (`2026-11-25`) or as rules know it. */
export type DateLike = string | Temporal.PlainDate
/** A moment as loaders send it (`2026-11-25T09:30:00Z`) or as rules know it. */
export type MomentLike = string | Temporal.Instant

const ZONE = 'Europe/Berlin'
const DAY_MS = 86_400_000

const names = {
  de: {
    short: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
    long: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
    months: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  },
  en: {
    short: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    long: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    months: 'January February March April May June July August September October November December'.split(
      ' ',
    ),
  },
} satisfies Record<Locale, { short: string[]; long: string[]; months: string[] }>

interface Parts {
  year: number
  month: number
  day: number
  weekday: number
  /** Days since 1970-01-01, for differences. */
  epochDay: number
}

function partsOf(date: DateLike): Parts {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(date))
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])]
  const epochDay = Date.UTC(year, month - 1, day) / DAY_MS
  if (Number.isNaN(epochDay)) throw new RangeError('not a calendar date')
  return { year, month, day, epochDay, weekday: (((epochDay + 4) % 7) + 7) % 7 }
}

const pad = (value: number): string => String(value).padStart(2, '0')

// Swedish writes a moment as ISO does: `2026-11-25 10:30`.
const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** The date and the time of day on the wall in the city's offices. */
export function onTheWall(moment: MomentLike): { date: string; time: string } {
  const [date = '', time = ''] = wall.format(new Date(String(moment))).split(' ')
  return { date, time }
}

/** `10:30`, in both languages on the 24-hour clock. */
export const formatTime = (moment: MomentLike): string => onTheWall(moment).time

/** `25.11.2026` / `25 Nov 2026`. */
export function formatDate(date: DateLike, locale: Locale): string {
  const { year, month, day } = partsOf(date)
  return locale === 'de' ? `${pad(day)}.${pad(month)}.${year}` : `${day} ${shortMonth(month)} ${year}`
}

const shortMonth = (month: number): string => (names.en.months[month - 1] ?? '').slice(0, 3)

/** `Mi 25.11.` / `Wed 25 Nov`; with the year when it is not this year. */
export function formatDay(date: DateLike, locale: Locale, today: DateLike): string {
  const { year, month, day, weekday } = partsOf(date)
  const same = year === partsOf(today).year
  if (locale === 'de') return `${names.de.short[weekday]} ${pad(day)}.${pad(month)}.${same ? '' : year}`
  return `${names.en.short[weekday]} ${day} ${shortMonth(month)}${same ? '' : ` ${year}`}`
}

/** `25.11.` / `25 Nov`: a date in a column of dates; with the year when it is not this year. */
export function formatShortDate(date: DateLike, locale: Locale, today: DateLike): string {
  const { year, month, day } = partsOf(date)
  if (year !== partsOf(today).year) return formatDate(date, locale)
  return locale === 'de' ? `${pad(day)}.${pad(month)}.` : `${day} ${shortMonth(month)}`
}

/** `Montag, 23. November` / `Monday, 23 November`: the headline of a day. */
export function formatLongDay(date: DateLike, locale: Locale): string {
  const { month, day, weekday } = partsOf(date)
  const { long, months } = names[locale]
  return `${long[weekday]}, ${day}${locale === 'de' ? '.' : ''} ${months[month - 1]}`
}

/** `Nov.` / `Nov`: beneath the bars of a chart. */
export function formatMonth(date: DateLike, locale: Locale): string {
  const name = names[locale].months[partsOf(date).month - 1] ?? ''
  return locale === 'de' && name.length > 4 ? `${name.slice(0, 3)}.` : name.slice(0, locale === 'de' ? 4 : 3)
}

/** `Mi 25.11., 10:30` / `Wed 25 Nov, 10:30`. */
export function formatDayTime(moment: MomentLike, locale: Locale, today: DateLike): string {
  const { date, time } = onTheWall(moment)
  return `${formatDay(date, locale, today)}, ${time}`
}

/** `16.11.–30.11.` / `16 Nov – 30 Nov`: the window of a follow-up. */
export function formatSpan(from: DateLike, to: DateLike, locale: Locale, today: DateLike): string {
  const dash = locale === 'de' ? '–' : ' – '
  return `${formatShortDate(from, locale, today)}${dash}${formatShortDate(to, locale, today)}`
}

/** `heute`, `morgen`, `in 3 Tagen`, `gestern`, `vor 9 Tagen`. */
export function formatInDays(date: DateLike, locale: Locale, today: DateLike): string {
  const days = partsOf(date).epochDay - partsOf(today).epochDay
  const near = { de: ['gestern', 'heute', 'morgen'], en: ['yesterday', 'today', 'tomorrow'] }[locale][
    days + 1
  ]
  if (near) return near
  if (locale === 'de') return days > 0 ? `in ${days} Tagen` : `vor ${-days} Tagen`
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

/** `seit heute`, `seit gestern`, `seit 9 Tagen` / `since today`, `since yesterday`, `for 9 days`: how long it has been waiting. */
export function formatSince(date: DateLike, locale: Locale, today: DateLike): string {
  const days = partsOf(today).epochDay - partsOf(date).epochDay
  if (days <= 0) return locale === 'de' ? 'seit heute' : 'since today'
  if (days === 1) return locale === 'de' ? 'seit gestern' : 'since yesterday'
  return locale === 'de' ? `seit ${days} Tagen` : `for ${days} days`
}

/** `heute`, `noch 1 Tag`, `noch 3 Tage` / `today`, `1 day left`, `3 days left`: how long a window stays open. */
export function formatDaysLeft(date: DateLike, locale: Locale, today: DateLike): string {
  const days = partsOf(date).epochDay - partsOf(today).epochDay
  if (days <= 0) return formatInDays(date, locale, today)
  if (locale === 'de') return `noch ${days} ${days === 1 ? 'Tag' : 'Tage'}`
  return `${days} ${days === 1 ? 'day' : 'days'} left`
}

/**
 * A birth date as exactly as it is known: `19.11.1980`, `1980-05` -> `05.1980 (Tag unbekannt)`,
 * `1975` -> `1975 (Tag und Monat unbekannt)`. The authorities write `00.00.1975` for the last.
 */
export function formatBirthDate(known: string, locale: Locale): string {
  const [year = '', month, day] = known.split('-')
  if (month && day) return formatDate(known, locale)
  if (!month) return `${year} (${locale === 'de' ? 'Tag und Monat unbekannt' : 'day and month unknown'})`
  return locale === 'de'
    ? `${month}.${year} (Tag unbekannt)`
    : `${names.en.months[Number(month) - 1] ?? ''} ${year} (day unknown)`
}

/** The same for a column of a table, without the explanation: `19.11.1980`, `05.1980`, `1975`. */
export function formatShortBirthDate(known: string, locale: Locale): string {
  const [year = '', month, day] = known.split('-')
  if (!month || day) return day ? formatDate(known, locale) : year
  return locale === 'de' ? `${month}.${year}` : `${shortMonth(Number(month))} ${year}`
}

/** `1.234` / `1,234`. */
export const formatNumber = (value: number, locale: Locale): string =>
  String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, locale === 'de' ? '.' : ',')

/** Share as whole per cent: `47 %` / `47%`; `–` when there is nothing to divide by. */
export function formatPercent(count: number, base: number, locale: Locale): string {
  if (base === 0) return '–'
  return `${Math.round((count / base) * 100)}${locale === 'de' ? '\u00a0%' : '%'}`
}
