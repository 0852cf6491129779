import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { ColumnKey, Columns } from './columns.ts'
import { type Decision, indexKnown, type KnownPerson, type ListPlan, planList } from './plan.ts'
import { readRow } from './rules.ts'

const KEYS: ColumnKey[] = [
  'azr-number',
  'family-name',
  'given-name',
  'birth-date',
  'phone',
  'street',
  'house-number',
]
const MORE: ColumnKey[] = ['residence-status', 'valid-until', 'town']
const all = [...KEYS, ...MORE]
const columns: Columns = { width: all.length, at: Object.fromEntries(all.map((key, index) => [key, index])) }
const today = Temporal.PlainDate.from('2026-11-23')

const [ONE, TWO, THREE] = ['111111111112', '222222222223', '333333333334']

/** A row from "number names birth", e.g. row(ONE); names are Ali Kaya, born 1980, unless told otherwise. */
const row = (azr = '', rest: Partial<Record<ColumnKey, string>> = {}): string[] => {
  const cells = {
    'azr-number': azr,
    'family-name': 'Kaya',
    'given-name': 'Ali',
    'birth-date': '1.2.1980',
    ...rest,
  }
  return all.map((key) => (cells as Partial<Record<ColumnKey, string>>)[key] ?? '')
}

const plan = (rows: string[][], known: KnownPerson[] = []): ListPlan =>
  planList(
    rows.map((cells, index) => ({ row: index + 2, reading: readRow(cells, columns, today) })),
    indexKnown(known),
  )

/** What the city knows after an import: the database in four lines. */
function apply(known: KnownPerson[], decisions: Decision[]): KnownPerson[] {
  const after = new Map(known.map((one) => [one.id, one]))
  for (const one of decisions) {
    if (one.kind === 'updated') after.set(one.id, { id: one.id, person: one.person })
    if (one.kind === 'created')
      after.set(`p${after.size + 1}`, { id: `p${after.size + 1}`, person: one.person })
  }
  return [...after.values()]
}

function importAll(...files: string[][][]): { kinds: string[][]; known: KnownPerson[] } {
  let known: KnownPerson[] = []
  const kinds = files.map((rows) => {
    const { decisions } = plan(rows, known)
    known = apply(known, decisions)
    return decisions.map(({ kind }) => kind)
  })
  return { kinds, known }
}

describe('who is the same person', () => {
  it.each<[string, string[][], string[]]>([
    [
      'the same number, whatever the names',
      [row(ONE), row(ONE, { 'family-name': 'Öz' })],
      ['created', 'duplicate'],
    ],
    ['two numbers are two persons', [row(ONE), row(TWO)], ['created', 'created']],
    ['same names where one has no number', [row(ONE), row()], ['created', 'duplicate']],
    ['the other way round', [row(), row(ONE)], ['created', 'duplicate']],
    ['same names where neither has one', [row(), row()], ['created', 'duplicate']],
    [
      'spelled differently',
      [row('', { 'family-name': 'Müller' }), row(ONE, { 'family-name': 'MUELLER' })],
      ['created', 'duplicate'],
    ],
    ['another birth date', [row(), row('', { 'birth-date': '2.2.1980' })], ['created', 'created']],
    [
      'a less precise birth date is another',
      [row(), row('', { 'birth-date': '00.00.1980' })],
      ['created', 'created'],
    ],
    [
      'a shared phone proves nothing',
      [row(ONE, { phone: '0202 5634321' }), row(TWO, { phone: '0202 5634321' })],
      ['created', 'created'],
    ],
    ['a number met by names stays met', [row(), row(ONE), row(ONE)], ['created', 'duplicate', 'duplicate']],
    [
      'a second number with these names is someone else',
      [row(), row(ONE), row(TWO)],
      ['created', 'duplicate', 'created'],
    ],
    ['whatever the order', [row(ONE), row(TWO), row()], ['created', 'created', 'duplicate']],
    ['rejected rows are nobody', [row(ONE, { 'birth-date': '' }), row(ONE)], ['rejected', 'created']],
  ])('%s', (_, rows, kinds) => {
    const { kinds: got, known } = importAll(rows, rows)
    expect(got[0]).toEqual(kinds)
    expect(got[1]).toEqual(kinds.map((kind) => (kind === 'created' ? 'unchanged' : kind)))
    expect(known).toHaveLength(kinds.filter((kind) => kind === 'created').length)
  })

  it('names the row of which a row is a duplicate', () => {
    expect(plan([row(ONE), row(TWO), row(ONE)]).decisions[2]).toEqual({ kind: 'duplicate', row: 4, of: 2 })
  })

  it('gives a person known without number the number of a later list', () => {
    const { kinds, known } = importAll([row()], [row(ONE)], [row()], [row(TWO)])
    expect(kinds.flat()).toEqual(['created', 'updated', 'unchanged', 'created'])
    expect(known.map(({ person }) => person.azrNumber)).toEqual([ONE, TWO])
  })

  it('does not find a person by names she no longer bears', () => {
    const { kinds } = importAll(
      [row(ONE)],
      [row(ONE, { 'family-name': 'Öz' }), row()],
      [row(ONE, { 'family-name': 'Öz' }), row()],
    )
    expect(kinds.slice(1)).toEqual([
      ['updated', 'created'],
      ['unchanged', 'unchanged'],
    ])
  })

  it('finds her by names that this file gave her', () => {
    const { kinds } = importAll(
      [row(ONE)],
      [row(ONE, { 'family-name': 'Öz' }), row('', { 'family-name': 'Öz' })],
    )
    expect(kinds[1]).toEqual(['updated', 'duplicate'])
  })
})

describe('what a newer list changes', () => {
  const merged = (first: Partial<Record<ColumnKey, string>>, second: Partial<Record<ColumnKey, string>>) => {
    const known = apply([], plan([row(ONE, first)]).decisions)
    const [decision] = plan([row(ONE, second)], known).decisions
    const changed = decision?.kind === 'updated' ? decision.changed : []
    return { changed, person: decision?.kind === 'updated' ? decision.person : known[0]?.person }
  }

  it('takes filled cells and names the fields', () => {
    const { changed, person } = merged(
      { phone: '0202 5634321' },
      { phone: '+963 944 123456', town: 'Wuppertal' },
    )
    expect(changed).toEqual(['town', 'phone'])
    expect(person?.phone).toBe('+963944123456')
  })

  it.each<[string, Partial<Record<ColumnKey, string>>, Partial<Record<ColumnKey, string>>]>([
    ['empty cells', { phone: '0202 5634321', street: 'Gathe', 'residence-status': 'Duldung' }, {}],
    ['an empty given name', {}, { 'given-name': '' }],
    ['an unreadable phone', { phone: '0202 5634321' }, { phone: 'x1' }],
    ['another spelling of the street', { street: 'Briller Str.' }, { street: 'BRILLER STRASSE' }],
    [
      'another wording of the status',
      { 'residence-status': 'Duldung' },
      { 'residence-status': '§ 60a AufenthG' },
    ],
    ['a less precise birth date', {}, { 'birth-date': '00.02.1980' }],
  ])('%s change nothing', (_, first, second) => {
    expect(merged(first, second).changed).toEqual([])
  })

  it('takes a more precise birth date', () => {
    expect(merged({ 'birth-date': '00.00.1980' }, {}).person?.birthDate).toBe('1980-02-01')
  })

  it('replaces a whole address when she moved', () => {
    const { person } = merged(
      { street: 'Gathe', 'house-number': '12', town: 'Wuppertal' },
      { street: 'Am Clef' },
    )
    expect(person).toMatchObject({ street: 'Am Clef', houseNumber: null, town: null })
    expect(
      merged({ street: 'Gathe', 'house-number': '12' }, { street: 'Gathe', town: 'Wuppertal' }).person,
    ).toMatchObject({
      street: 'Gathe',
      houseNumber: '12',
      town: 'Wuppertal',
    })
  })

  it('does not carry the expiry of an old status over to a new one', () => {
    const old = { 'residence-status': 'Duldung', 'valid-until': '1.2.2027' }
    expect(merged(old, { 'residence-status': '§ 25b AufenthG' }).person).toMatchObject({
      residenceStatus: 'ae-25b',
      validUntil: null,
    })
    expect(merged(old, { 'residence-status': '§ 60a' }).person?.validUntil).toBe('2027-02-01')
    expect(merged(old, { 'valid-until': '1.8.2027' }).person?.validUntil).toBe('2027-08-01')
    expect(merged({ 'valid-until': '1.2.2027' }, { 'residence-status': 'Duldung' }).person?.validUntil).toBe(
      '2027-02-01',
    )
  })
})

const anyRow = fc
  .record({
    azr: fc.constantFrom('', '', ONE, TWO, THREE, 'x'),
    'family-name': fc.constantFrom('Kaya', 'Kaya', 'KAYA', 'Öz', ''),
    'given-name': fc.constantFrom('Ali', 'Ali', 'Ay', ''),
    'birth-date': fc.constantFrom('1.2.1980', '1980-02-01', '00.00.1980', '2.2.1980', '31.2.1980', ''),
    phone: fc.constantFrom('', '0202 5634321', '+963 944 123456', 'x1'),
    street: fc.constantFrom('', 'Gathe', 'Briller Str.', 'Briller Straße'),
    'house-number': fc.constantFrom('', '1', '12a'),
    'residence-status': fc.constantFrom('', 'Duldung', '§ 24', 'Sonderstatus'),
    'valid-until': fc.constantFrom('', '1.2.2027', '1.8.2027'),
    town: fc.constantFrom('', 'Wuppertal', 'Solingen'),
  })
  .map(({ azr, ...rest }) => row(azr, rest))
const anyFile = fc.array(anyRow, { maxLength: 12 })

describe('whatever the lists are', () => {
  it('the figures add up, before and after other imports', () => {
    fc.assert(
      fc.property(fc.array(anyFile, { maxLength: 3 }), anyFile, (before, rows) => {
        const { answer, decisions } = plan(rows, importAll(...before).known)
        const { created, updated, unchanged, duplicates, rejected } = answer
        expect(answer.rows).toBe(created + updated + unchanged + duplicates + rejected.length)
        expect([answer.rows, decisions.map(({ row: line }) => line)]).toEqual([
          rows.length,
          rows.map((_, index) => index + 2),
        ])
      }),
    )
  })

  it('the same list again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyFile, { maxLength: 3 }), anyFile, (before, rows) => {
        const { known } = importAll(...before)
        const first = plan(rows, known)
        const again = plan(rows, apply(known, first.decisions)).answer
        const { created, updated, unchanged } = first.answer
        expect(again).toEqual({
          ...first.answer,
          created: 0,
          updated: 0,
          unchanged: created + updated + unchanged,
        })
      }),
      { numRuns: 300 },
    )
  })

  it('no two persons ever have one number', () => {
    fc.assert(
      fc.property(fc.array(anyFile, { maxLength: 4 }), (files) => {
        const numbers = importAll(...files).known.flatMap(({ person }) => person.azrNumber ?? [])
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
    )
  })

  it('as many persons come of a list in any order, when a number always bears the same names', () => {
    const steady = fc.constantFrom(
      row(),
      row(ONE),
      row(TWO),
      row('', { 'given-name': 'Ay' }),
      row(THREE, { 'given-name': 'Ay' }),
    )
    const shuffled = fc
      .array(steady, { maxLength: 10 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })))
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(plan(rows).answer.created).toBe(plan(other).answer.created)
      }),
    )
  })
})
