import { useMemo } from 'react'
import {
  type DateLike,
  formatBirthDate,
  formatDate,
  formatDay,
  formatDaysLeft,
  formatDayTime,
  formatInDays,
  formatLongDay,
  formatNumber,
  formatPercent,
  formatShortBirthDate,
  formatShortDate,
  formatSince,
  formatSpan,
  formatTime,
  type MomentLike,
} from './format.ts'
import type { Locale } from './locale.ts'
import { useWords } from './use-words.ts'

export interface Format {
  day(date: DateLike): string
  date(date: DateLike): string
  shortDate(date: DateLike): string
  longDay(date: DateLike): string
  time(moment: MomentLike): string
  dayTime(moment: MomentLike): string
  span(from: DateLike, to: DateLike): string
  inDays(date: DateLike): string
  since(date: DateLike): string
  daysLeft(date: DateLike): string
  birthDate(known: string): string
  shortBirthDate(known: string): string
  number(value: number): string
  percent(count: number, base: number): string
  /** `A, B und C`. */
  list(names: readonly string[]): string
}

/** The formatters of format.ts, bound to a language and to the day the city's clock shows. */
export function makeFormat(locale: Locale, today: DateLike): Format {
  return {
    day: (date) => formatDay(date, locale, today),
    date: (date) => formatDate(date, locale),
    shortDate: (date) => formatShortDate(date, locale, today),
    longDay: (date) => formatLongDay(date, locale),
    time: formatTime,
    dayTime: (moment) => formatDayTime(moment, locale, today),
    span: (from, to) => formatSpan(from, to, locale, today),
    inDays: (date) => formatInDays(date, locale, today),
    since: (date) => formatSince(date, locale, today),
    daysLeft: (date) => formatDaysLeft(date, locale, today),
    birthDate: (known) => formatBirthDate(known, locale),
    shortBirthDate: (known) => formatShortBirthDate(known, locale),
    number: (value) => formatNumber(value, locale),
    percent: (count, base) => formatPercent(count, base, locale),
    list: (names) => new Intl.ListFormat(locale).format(names),
  }
}

/** `today` comes from the loader: the browser's clock is not the city's. */
export function useFormat(today: DateLike): Format {
  const { locale } = useWords()
  const day = String(today)
  return useMemo(() => makeFormat(locale, day), [locale, day])
}
