/**
 * Dates as foreigners authorities write them. A date of which only part is known stays a reduced ISO string:
 * '1975', '1975-05' or '1980-11-19'. Registers write unknown parts as 00 (AZR and passports: "00.00.1975").
 */
export type DatePrecision = 'year' | 'month' | 'day'

/** How much of a reduced date is known. */
export function datePrecision(date: string): DatePrecision {
  if (date.length === 4) return 'year'
  return date.length === 7 ? 'month' : 'day'
}

const PATTERNS: readonly (readonly [RegExp, readonly ('y' | 'm' | 'd')[]])[] = [
  [/^([\dx?]{1,2})\s?[.\-/]\s?([\dx?]{1,2})\s?[.\-/]\s?(\d{4}|\d{2})$/, ['d', 'm', 'y']],
  [/^(\d{4})[.\-/]([\dx?]{1,2})[.\-/]([\dx?]{1,2})$/, ['y', 'm', 'd']],
  [/^((?:19|20)\d{2})([01]\d)([0-3]\d)$/, ['y', 'm', 'd']],
  [/^([0-3]\d)([01]\d)((?:19|20)\d{2})$/, ['d', 'm', 'y']],
  [/^([\dx?]{1,2})[./](\d{4})$/, ['m', 'y']],
  [/^(\d{4})-(\d{1,2})$/, ['y', 'm']],
  [/^(\d{4})$/, ['y']],
]

function split(text: string): Partial<Record<'y' | 'm' | 'd', string>> | null {
  for (const [pattern, order] of PATTERNS) {
    const found = pattern.exec(text)
    if (found !== null) return Object.fromEntries(order.map((name, index) => [name, found[index + 1] ?? '0']))
  }
  return null
}

const two = (part: number): string => String(part).padStart(2, '0')

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The reduced date, or null when there is no such day. A day without its month says nothing: year only. */
function reduce(year: number, month: number, day: number): string | null {
  if (month === 0) return day > 31 ? null : String(year)
  if (month > 12 || day > daysIn(year, month)) return null
  return day === 0 ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`
}

/** Whether a reduced date lies after today in the part of it that is known. `today` is an ISO date. */
export function isFuture(date: string, today: string): boolean {
  return date > today.slice(0, date.length)
}

/**
 * Reads a cell of dates; a time of day behind it is dropped. Two-digit years: `past` dates (birth, entry) are
 * the latest that is not in the future, `coming` ones (valid until) lie in the century of today.
 *
 * @param today ISO date
 * @returns the reduced ISO date, `missing` for 00.00.0000, `invalid` for no date or a day that does not exist
 */
export function readDate(
  text: string,
  { today, era }: { today: string; era: 'past' | 'coming' },
): { ok: true; value: string } | { ok: false; error: 'missing' | 'invalid' } {
  const bare = text.toLowerCase().replace(/[ t]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( uhr|z)?$/, '')
  const parts = split(bare)
  if (parts === null) return { ok: false, error: 'invalid' }
  const part = (name: 'y' | 'm' | 'd'): string => parts[name] ?? '0'
  const number = (name: 'm' | 'd'): number => (/[x?]/.test(part(name)) ? 0 : Number(part(name)))
  const [month, day] = [number('m'), number('d')]
  const written = part('y')
  if (Number(written) === 0 && month === 0 && day === 0) return { ok: false, error: 'missing' }

  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100
  const year = written.length === 2 ? century + Number(written) : Number(written)
  if (year < 1000) return { ok: false, error: 'invalid' }
  const date = reduce(year, month, day)
  if (written.length === 4 || era === 'coming' || (date !== null && !isFuture(date, today))) {
    return date === null ? { ok: false, error: 'invalid' } : { ok: true, value: date }
  }
  const earlier = reduce(year - 100, month, day)
  return earlier === null ? { ok: false, error: 'invalid' } : { ok: true, value: earlier }
}
