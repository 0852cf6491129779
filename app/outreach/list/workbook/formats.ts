/** How a number of a workbook is to be read as the person who typed it saw it. */
export type NumberLook =
  | { kind: 'plain' }
  /** `000000000000`: leading noughts belong to it. */
  | { kind: 'padded'; digits: number }
  /** Which parts of a date are shown: what is not shown is not known. */
  | { kind: 'date'; day: boolean; month: boolean; year: boolean }

const PLAIN: NumberLook = { kind: 'plain' }
const dateOf = (parts: string): NumberLook => ({
  kind: 'date',
  day: parts.includes('d'),
  month: parts.includes('m'),
  year: parts.includes('y'),
})

/** The formats that have a number and no text in the file (ECMA-376, 18.8.30). */
const BUILT_IN: Record<number, NumberLook> = {
  14: dateOf('dmy'),
  15: dateOf('dmy'),
  16: dateOf('dm'),
  17: dateOf('my'),
  22: dateOf('dmy'),
  ...Object.fromEntries(
    [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, dateOf('dmy')]),
  ),
}

/** Reads a format: its number, and its text when the file gives one. */
export function numberLook(id: number, code: string | undefined): NumberLook {
  if (code === undefined) return BUILT_IN[id] ?? PLAIN
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').toLowerCase()
  if (/^0{2,}$/.test(bare)) return { kind: 'padded', digits: bare.length }
  return /[yd]/.test(bare) && !bare.includes('general') ? dateOf(bare) : PLAIN
}

const DAY = 86_400_000
const two = (part: number): string => String(part).padStart(2, '0')

/**
 * A serial number of a day, as text that `readDate` reads: 1980-11-19, 1975-05, 1975, or `07.09.` without a year, which
 * is none. Day 0 is how spreadsheets show an empty cell as a date; day 60 of the 1900 calendar never was.
 */
export function dateText(
  serial: number,
  { day, month, year }: Extract<NumberLook, { kind: 'date' }>,
  from1904: boolean,
): string {
  const whole = Math.floor(serial)
  if (whole < (from1904 ? 0 : 1)) return '00.00.0000'
  if (!from1904 && whole === 60) return '1900-02-29'
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30)
  const date = new Date(start + whole * DAY)
  const [y, m, d] = [date.getUTCFullYear(), two(date.getUTCMonth() + 1), two(date.getUTCDate())]
  if (!year) return `${d}.${m}.`
  if (!month) return String(y)
  return day ? `${y}-${m}-${d}` : `${y}-${m}`
}

/** A number as it stands in the cell; digits of a long one are not lost to an exponent. */
export function numberText(raw: string, look: NumberLook, from1904: boolean): string {
  const value = Number(raw)
  if (raw === '' || !Number.isFinite(value)) return raw
  if (look.kind === 'date' && value < 2_958_466) return dateText(value, look, from1904)
  const text = Number.isSafeInteger(value) ? String(value) : raw
  return look.kind === 'padded' && /^\d+$/.test(text) ? text.padStart(look.digits, '0') : text
}
