import { describe, expect, it } from 'vitest'
import type { ProposalKey } from '../../assessments/rules/proposals.ts'
import {
  type CityStep,
  inCityWords,
  layOver,
  mayAdd,
  mayBringBack,
  mayChange,
  type ProductStep,
  type StepWords,
  stepNamed,
} from './rules.ts'

const product = (key: ProposalKey, what: string): ProductStep => ({
  key,
  goal: 'german',
  what,
  who: 'client',
  weeks: 6,
})
const COURSE = product('german-course', 'Deutschkurs anmelden')
const TEST = product('german-test', 'Deutsch prüfen lassen')

const row = (changes: Partial<CityStep> = {}): CityStep => ({
  id: 'row',
  proposalKey: null,
  goal: 'german',
  what: 'Sprachcafé besuchen',
  who: 'client',
  weeks: 4,
  evidence: '',
  retired: false,
  changedAt: '2026-03-09T08:00:00Z',
  ...changes,
})
const words = (changes: Partial<StepWords> = {}): StepWords => ({
  goal: 'german',
  what: 'Neuer Schritt',
  who: 'client',
  weeks: 6,
  evidence: '',
  ...changes,
})
const catalogue = (...rows: CityStep[]) => layOver([COURSE, TEST], rows)

describe('the catalogue of a city', () => {
  it('is the product’s as long as nobody has changed anything', () => {
    expect(catalogue().map(({ ref, origin, translated, basis }) => [ref, origin, translated, basis])).toEqual(
      [
        ['german-course', 'product', true, ''],
        ['german-test', 'product', true, ''],
      ],
    )
  })
  it('keeps the product’s order under the city’s words, and puts the city’s own behind', () => {
    const steps = catalogue(row(), row({ id: 'b', proposalKey: 'german-test', what: 'Test beim VHS' }))
    expect(steps.map(({ ref, what, proposal }) => [ref, what, proposal])).toEqual([
      ['german-course', 'Deutschkurs anmelden', 'german-course'],
      ['german-test', 'Test beim VHS', 'german-test'],
      ['row', 'Sprachcafé besuchen', null],
    ])
  })
  const reworded = { proposalKey: 'german-course', what: COURSE.what, weeks: COURSE.weeks }
  it.each<[string, Partial<CityStep>, object]>([
    ['says its own words', { ...reworded, what: 'Kurs' }, { origin: 'reworded', translated: false }],
    ['says another deadline', { ...reworded, weeks: 3 }, { origin: 'reworded', translated: true }],
    ['says another who', { ...reworded, who: 'partner' }, { origin: 'reworded', translated: true }],
    ['asks for a proof', { ...reworded, evidence: 'Zeugnis' }, { origin: 'reworded', translated: true }],
    ['moves it to another goal', { ...reworded, goal: 'job' }, { origin: 'reworded', goal: 'job' }],
    ['says what the product says', reworded, { origin: 'product', translated: true, rowId: 'row' }],
    ['proposes it no longer', { ...reworded, retired: true }, { origin: 'product', retired: true }],
  ])('a city %s', (_, changes, expected) =>
    expect(stepNamed(catalogue(row(changes)), 'german-course')).toMatchObject(expected),
  )
  it('keeps what it said about a proposal that the product no longer has, as its own', () => {
    expect(stepNamed(catalogue(row({ proposalKey: 'gone' })), 'row')).toMatchObject({
      origin: 'own',
      proposal: null,
      what: 'Sprachcafé besuchen',
    })
  })
  it('knows when a step of its own stands in the dictionaries', () => {
    expect(stepNamed(catalogue(row({ what: TEST.what, goal: 'job' })), 'row')?.translated).toBe(true)
  })
})

describe('what a talk proposes', () => {
  const { what: _, ...course } = COURSE
  it.each<[string, CityStep[], object[]]>([
    ['in the product’s words', [], [{ key: 'german-course', goal: 'german', ownWords: null }]],
    [
      'in the city’s, under its goal',
      [row({ proposalKey: 'german-course', what: 'Kurs', goal: 'ready' })],
      [{ key: 'german-course', goal: 'ready', ownWords: 'Kurs' }],
    ],
    [
      'in the words of another proposal, if the city wants it so',
      [row({ proposalKey: 'german-course', what: TEST.what })],
      [{ key: 'german-course', goal: 'german', ownWords: TEST.what }],
    ],
    ['not at all', [row({ proposalKey: 'german-course', retired: true })], []],
  ])('is said %s', (_name, rows, said) => expect(inCityWords(catalogue(...rows), [course])).toEqual(said))
})

describe('a change', () => {
  const own = row()
  const steps = catalogue(own, row({ id: 'old', what: 'Alt', retired: true }))
  const at = own.changedAt
  it.each<[string, string, string, StepWords, string]>([
    ['of a proposal nobody touched', 'german-course', '', words(), 'ok'],
    ['from the wording that stands', 'row', at, words(), 'ok'],
    ['from an older wording', 'row', '2026-03-01T08:00:00Z', words(), 'outdated'],
    ['of a proposal that has been reworded since', 'row', '', words(), 'outdated'],
    ['sent twice', 'row', '', words({ what: own.what, weeks: 4 }), 'ok'],
    ['of what is retired', 'old', at, words(), 'outdated'],
    ['of nothing', 'nothing', '', words(), 'not-found'],
    ['to words of the same goal', 'row', at, words({ what: COURSE.what }), 'said-already'],
    ['to words of another goal', 'row', at, words({ what: COURSE.what, goal: 'job' }), 'ok'],
    ['to words that are retired', 'row', at, words({ what: 'Alt' }), 'ok'],
    ['of its deadline alone', 'row', at, words({ what: own.what, weeks: 9 }), 'ok'],
  ])('%s', (_, ref, basis, wanted, expected) => {
    const may = mayChange(steps, ref, { basis, wanted })
    expect(may.ok ? 'ok' : may.error).toBe(expected)
  })
  it('adds no words twice to a goal, whoever has them; the same form may come again', () => {
    expect(mayAdd(steps, 'new', words())).toEqual({ ok: true, value: null })
    expect(mayAdd(steps, 'new', words({ what: own.what }))).toEqual({ ok: false, error: 'said-already' })
    expect(mayAdd(steps, 'new', words({ what: TEST.what }))).toEqual({ ok: false, error: 'said-already' })
    expect(mayAdd(steps, 'row', words({ what: own.what }))).toEqual({ ok: true, value: null })
  })
  it('brings nothing back whose words stand there by now', () => {
    const taken = catalogue(row({ what: 'Alt' }), row({ id: 'old', what: 'Alt', retired: true }))
    expect(mayBringBack(taken, 'old')).toEqual({ ok: false, error: 'said-already' })
    expect(mayBringBack(steps, 'old')).toMatchObject({ ok: true, value: { ref: 'old' } })
    expect(mayBringBack(steps, 'nothing')).toEqual({ ok: false, error: 'not-found' })
  })
})
