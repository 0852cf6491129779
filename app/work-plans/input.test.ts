import { describe, expect, it } from 'vitest'
import { parseForm } from '../kit/form/zod-form.ts'
import { birthInput, contentOf, planInput, signInput } from './input.ts'

const form = (entries: Record<string, string>): FormData => {
  const sent = new FormData()
  for (const [name, value] of Object.entries(entries)) sent.set(name, value)
  return sent
}
const parsePlan = (entries: Record<string, string>) =>
  parseForm(form({ targetJob: 'Lagerist', ...entries }), planInput)
const errorsOf = (parsed: ReturnType<typeof parsePlan> | ReturnType<typeof parseSigning>) =>
  parsed.status === 'error' ? parsed.error : null
const parseSigning = (entries: Record<string, string>) => parseForm(form(entries), signInput)

describe('the plan as the form sends it', () => {
  it('leaves out empty rows and empty goals', () => {
    const parsed = parsePlan({
      targetJob: '  Lagerist  in Vollzeit ',
      'goals[0].what': 'Deutsch',
      'goals[0].steps[0].what': '',
      'goals[0].steps[0].who': 'client',
      'goals[0].steps[0].until': '',
      'goals[0].steps[1].what': ' B1-Kurs ',
      'goals[0].steps[1].who': 'worker',
      'goals[0].steps[1].until': '2026-04-20',
      'goals[0].steps[1].key': 's4',
      'goals[0].steps[1].evidence': ' Zeugnis ',
      'goals[0].steps[2].what': 'Üben',
      'goals[0].steps[2].who': 'client',
      'goals[1].what': '',
      'goals[1].steps[0].who': 'client',
    })
    expect(parsed.status).toBe('success')
    expect(parsed.status === 'success' && contentOf(parsed.value)).toEqual({
      targetJob: 'Lagerist in Vollzeit',
      rhythmWeeks: 5,
      goals: [
        {
          what: 'Deutsch',
          steps: [
            { key: 's4', what: 'B1-Kurs', who: 'worker', until: '2026-04-20', evidence: 'Zeugnis' },
            { key: '', what: 'Üben', who: 'client', until: null, evidence: '' },
          ],
        },
      ],
    })
  })
  it.each<[string, Record<string, string>, Record<string, string[]>]>([
    ['nothing at all', { targetJob: '' }, { targetJob: ['work-plans:error.targetMissing'] }],
    [
      'a target of spaces',
      { targetJob: '  ', 'goals[0].what': 'x', 'goals[0].steps[0].what': 'y' },
      { targetJob: ['work-plans:error.targetMissing'] },
    ],
    ['no goal', {}, { goals: ['work-plans:error.empty'] }],
    [
      'only empty goals',
      { 'goals[0].steps[0].who': 'client' },
      { 'goals[0].what': ['work-plans:error.empty'] },
    ],
    [
      'a goal without a step',
      { 'goals[0].what': 'x', 'goals[0].steps[0].who': 'client' },
      { 'goals[0].steps[0].what': ['work-plans:error.stepMissing'] },
    ],
    [
      'steps without a goal',
      { 'goals[0].steps[0].what': 'x' },
      { 'goals[0].what': ['work-plans:error.goalMissing'] },
    ],
    [
      'a deadline without a step',
      { 'goals[0].what': 'x', 'goals[0].steps[0].what': 'y', 'goals[0].steps[1].until': '2026-04-20' },
      { 'goals[0].steps[1].what': ['work-plans:error.whatMissing'] },
    ],
    [
      'a proof without a step',
      { 'goals[0].what': 'x', 'goals[0].steps[0].what': 'y', 'goals[0].steps[1].evidence': 'z' },
      { 'goals[0].steps[1].what': ['work-plans:error.whatMissing'] },
    ],
    [
      'a rhythm outside of four to six weeks',
      { rhythmWeeks: '8', 'goals[0].what': 'x', 'goals[0].steps[0].what': 'y' },
      { rhythmWeeks: ['kit:error.choose'] },
    ],
    [
      'a year that is a typing error',
      { 'goals[0].what': 'x', 'goals[0].steps[0].what': 'y', 'goals[0].steps[0].until': '0026-04-20' },
      { 'goals[0].steps[0].until': ['kit:error.date'] },
    ],
  ])('%s stands at its field', (_, entries, errors) => expect(errorsOf(parsePlan(entries))).toEqual(errors))
})

describe('a signature as the form sends it', () => {
  const sent = {
    planId: '0c000000-0000-4000-8000-000000000001',
    version: '1',
    hash: 'a'.repeat(64),
    party: 'client',
    language: 'ti',
    method: 'typed',
    name: 'Selam Haile',
  }
  it.each<[string, Record<string, string>, Record<string, string[]>]>([
    ['a typed name alone', {}, { witness: ['work-plans:error.witness-missing'] }],
    ['one’s own witness', { witness: 'selam haile' }, { witness: ['work-plans:error.witness-same'] }],
    ['no name', { name: '' }, { name: ['work-plans:error.name-missing'] }],
    ['an empty field', { method: 'drawn', drawing: '' }, { drawing: ['work-plans:error.drawing-missing'] }],
    [
      'a script for a drawing',
      { method: 'drawn', drawing: 'M0 0"/><script>' },
      { drawing: ['work-plans:error.drawing-missing'] },
    ],
    [
      'a megabyte',
      { method: 'drawn', drawing: 'L'.repeat(1_000_000) },
      { drawing: ['work-plans:error.drawing-missing'] },
    ],
    ['another hash', { hash: 'x', witness: 'Ada' }, { hash: ['kit:error.invalid'] }],
    ['no language of ours', { language: '../x', witness: 'Ada' }, { language: ['kit:error.invalid'] }],
    ['paper by the tablet', { method: 'paper' }, { method: ['kit:error.choose'] }],
  ])('%s stands at its field', (_, entries, errors) =>
    expect(errorsOf(parseSigning({ ...sent, ...entries }))).toMatchObject(errors),
  )
  it('with a witness is taken', () =>
    expect(parseSigning({ ...sent, witness: 'Ada Dolmetsch' }).status).toBe('success'))
})

describe('a birth date in three fields', () => {
  const typed = (day: string, month: string, year: string) =>
    parseForm(form({ day, month, year }), birthInput)
  it('is one day, with or without zeros', () => {
    const ways: [string, string, string][] = [
      ['7', '3', '1990'],
      ['07', '03', '1990'],
    ]
    for (const way of ways) expect(typed(...way)).toMatchObject({ status: 'success', value: '1990-03-07' })
  })
  it.each<[string, string, string]>([
    ['31', '2', '1990'],
    ['0', '1', '1990'],
    ['7', '13', '1990'],
    ['x', '3', '1990'],
    ['7', '3', ''],
  ])('%s %s %s is none', (day, month, year) => expect(typed(day, month, year).status).toBe('error'))
})
