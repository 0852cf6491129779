/**
 * One row of a city list, read: which person it tells of, and what could not be read. Practice of the import:
 * without family name or a possible birth date nobody can be found again, so the row goes back to the office;
 * everything else that is wrong costs only its own cell.
 */
import type { Temporal } from 'temporal-polyfill'
import { readAddress } from './address.ts'
import { type Cells, coded, isShort, openCells, said } from './cells.ts'
import { type CellIssue, COLUMN_KEYS, type ColumnKey, type Columns, type RowCode } from './columns.ts'
import { readEmail, readPhone } from './contact.ts'
import { isFuture, readDate } from './dates.ts'
import { readLanguage } from './languages.ts'
import { readNationality } from './nations.ts'
import type { Gender, ListPerson } from './person.ts'
import { readResidenceStatus } from './residence-status.ts'
import { clean, fold, namesKey } from './text.ts'

export type RowReading =
  | { kind: 'accepted'; person: ListPerson; warnings: CellIssue[] }
  | { kind: 'rejected'; column: ColumnKey | 'row'; code: RowCode }

const GENDERS = new Map<string, Gender>([
  ...['m', 'männlich', 'male', 'mann', 'herr', 'männl.'].map((word) => [fold(word), 'male'] as const),
  ...['w', 'weiblich', 'f', 'female', 'frau', 'weibl.'].map((word) => [fold(word), 'female'] as const),
  ...['d', 'divers', 'diverse', 'div.', 'x'].map((word) => [fold(word), 'diverse'] as const),
])

/** Twelve digits, grouped or not; a row of one digit is a placeholder that would make one person of many. */
export function readAzrNumber(text: string): string | null {
  const digits = text.replace(/[\s.\-/']/g, '')
  return /^\d{12}$/.test(digits) && !/^(\d)\1+$/.test(digits) ? digits : null
}

/** "AL-HASSAN, Nesrin" as the two names; without a comma all of it is the family name. */
function readNames({ read }: Cells): { family: string; given: string } {
  const [family = '', ...rest] = read('full-name').split(',')
  return { family: read('family-name') || family.trim(), given: read('given-name') || rest.join(' ').trim() }
}

function readBirthDate(
  text: string,
  today: string,
): { ok: true; value: string } | { ok: false; error: RowCode } {
  if (text === '') return { ok: false, error: 'missing' }
  const date = readDate(text, { today, era: 'past' })
  if (!date.ok) return date
  if (date.value < '1900') return { ok: false, error: 'invalid' }
  return isFuture(date.value, today) ? { ok: false, error: 'in-future' } : date
}

/** An expired date is a fact worth having, a half-known one is none. */
function readValidUntil(cells: Cells, today: string): string | null {
  const text = said(cells, 'valid-until')
  if (text === '' || /^unbefristet|^unbegrenzt|^dauerhaft/i.test(text)) return null
  const date = readDate(text, { today, era: 'coming' })
  if (date.ok && date.value.length === 10 && date.value > '1950' && date.value < '2100') return date.value
  cells.warn('valid-until', 'invalid')
  return null
}

function readEntryDate(cells: Cells, today: string): string | null {
  const text = said(cells, 'entry-date')
  const date = text === '' ? null : readDate(text, { today, era: 'past' })
  if (date === null || (!date.ok && date.error === 'missing')) return null
  const possible = date.ok && date.value >= '1900'
  if (possible && !isFuture(date.value, today)) return date.value
  cells.warn('entry-date', possible ? 'in-future' : 'invalid')
  return null
}

function readContact(cells: Cells): { phone: string | null; email: string | null } {
  const phone = coded(cells, { column: 'phone', code: 'invalid' }, (text) => {
    const found = readPhone(text)
    if (found.several) cells.warn('phone', 'more-than-one')
    return found.phone
  })
  return { phone, email: coded(cells, { column: 'email', code: 'invalid' }, readEmail) }
}

/** Spreadsheets make a date of the house number "7-9": it must not become the door of somebody else. */
const isDateByMishap = (text: string): boolean =>
  /^\d{4}-\d{2}(-\d{2})?$|^\d{1,2}\.\d{1,2}\.(\d{2,4})?$/.test(text) ||
  /^(\d{1,2}[. -]*)?(jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zä]*[. -]*\d{0,4}$/i.test(
    text,
  )

function readHome(cells: Cells): ReturnType<typeof readAddress>['address'] {
  const { read, warn } = cells
  const { address, postcodeInvalid } = readAddress({
    address: read('address'),
    street: read('street'),
    houseNumber: read('house-number'),
    postcodeTown: read('postcode-town'),
    postcode: read('postcode'),
    town: read('town'),
  })
  if (postcodeInvalid) warn('postcode', 'invalid')
  if (!isDateByMishap(read('house-number'))) return address
  warn('house-number', 'invalid')
  return { ...address, houseNumber: null }
}

/**
 * Reads one row.
 *
 * @param cells as they stand in the file
 * @param remarks what the workbook says of the row as a whole; they become warnings
 * @param columns from `placeHeaders`
 * @param today the date in the city's offices
 * @returns the person with warnings in the order of the columns, or why the row is refused: no family name,
 *   no / impossible / future birth date, or more filled cells than headers (all of them may have slipped)
 */
export function readRow(
  cells: readonly string[],
  columns: Columns,
  today: Temporal.PlainDate,
  remarks: readonly RowCode[] = [],
): RowReading {
  const now = today.toString()
  if (cells.slice(columns.width).some((cell) => clean(cell) !== '')) {
    return { kind: 'rejected', column: 'row', code: 'too-many-cells' }
  }
  const { texts, unreadable } = openCells(cells, columns)
  const warnings: CellIssue[] = unreadable.map((column) => ({ column, code: 'invalid' }))
  const row: Cells = {
    read: (column) => texts.get(column) ?? '',
    warn: (column, code) => void warnings.push({ column, code }),
  }
  const refused = unreadable.find((column) => REQUIRED.has(column))
  if (refused !== undefined) return { kind: 'rejected', column: refused, code: 'invalid' }
  const names = readNames(row)
  if (names.family === '') return { kind: 'rejected', column: 'family-name', code: 'missing' }
  if (!isName(names.family)) return { kind: 'rejected', column: 'family-name', code: 'invalid' }
  const birthDate = readBirthDate(said(row, 'birth-date'), now)
  if (!birthDate.ok) return { kind: 'rejected', column: 'birth-date', code: birthDate.error }

  const person = readPerson(row, { ...names, birthDate: birthDate.value, today: now })
  if (isShort(cells, columns)) warnings.push({ column: 'row', code: 'too-few-cells' })
  for (const code of remarks) warnings.push({ column: 'row', code })
  const place = ({ column }: CellIssue): number => (column === 'row' ? -1 : COLUMN_KEYS.indexOf(column))
  return { kind: 'accepted', person, warnings: warnings.sort((a, b) => place(a) - place(b)) }
}

function readPerson(
  row: Cells,
  { family, given, birthDate, today }: { family: string; given: string; birthDate: string; today: string },
): ListPerson {
  const givenName = isName(given) ? given : null
  if (givenName === null) row.warn('given-name', given === '' ? 'missing' : 'invalid')
  const status = row.read('residence-status')
  const residenceStatus = status === '' ? null : readResidenceStatus(status)
  if (status !== '' && residenceStatus === null) row.warn('residence-status', 'unknown')
  return {
    azrNumber: coded(row, { column: 'azr-number', code: 'invalid' }, readAzrNumber),
    familyName: family,
    givenName,
    namesKey: namesKey(family, givenName),
    birthDate,
    gender: coded(row, { column: 'gender', code: 'unknown' }, (text) => GENDERS.get(fold(text)) ?? null),
    nationality: readNationality(row.read('nationality')),
    nationalityText: row.read('nationality') || null,
    ...readHome(row),
    residenceStatus,
    residenceStatusText: status || null,
    validUntil: readValidUntil(row, today),
    entryDate: readEntryDate(row, today),
    ...readContact(row),
    language: readLanguage(row.read('language')),
    languageText: row.read('language') || null,
  }
}

const REQUIRED = new Set<ColumnKey>(['family-name', 'full-name', 'birth-date'])

/** Something of it must be left for comparing: a name without a letter would match every other such name. */
const isName = (text: string): boolean => /\p{L}/u.test(fold(text))
