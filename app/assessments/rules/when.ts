/** Days as exactly as somebody knows them, ISO 8601 cut to what is known: 2015, 2015-03, 2015-03-01. */
import { Temporal } from 'temporal-polyfill'

const pad = (digits: string): string => digits.padStart(2, '0')

/** Reads 2015, 03.2015, 3/2015, 1.3.2015 and the ISO forms; undefined is no day there is. */
export function readWhen(typed: string): string | undefined {
  const text = typed.trim()
  const german = /^(?:(?:(\d{1,2})[./])?(\d{1,2})[./])?(\d{4})$/.exec(text)
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  const [year, month, date] = german ? [german[3], german[2], german[1]] : [iso?.[1], iso?.[2], iso?.[3]]
  if (year === undefined || Number(year) < 1900 || Number(year) > 2100) return undefined
  if (month === undefined) return year
  if (Number(month) < 1 || Number(month) > 12) return undefined
  const known = `${year}-${pad(month)}`
  if (date === undefined) return known
  const last = Temporal.PlainYearMonth.from(known).daysInMonth
  return Number(date) >= 1 && Number(date) <= last ? `${known}-${pad(date)}` : undefined
}

/** As it is typed in a form: 2015, 03.2015, 01.03.2015. */
export const writeWhen = (known: string): string => known.split('-').reverse().join('.')
