import { describe, expect, it } from 'vitest'
import { counsellingInput, counsellingOf } from './input.ts'
import { decideCounselling, hoursOf, sumOf } from './rules.ts'

const today = '2026-03-09'
const form = { formKey: crypto.randomUUID(), kind: 'phone', occurredOn: today, note: 'Brief erklärt' }
const minutesOf = (typed: object) => counsellingOf(counsellingInput.parse({ ...form, ...typed })).minutes
const problemOf = (typed: object) =>
  counsellingInput
    .safeParse({ ...form, ...typed })
    .error?.issues.map(({ path, message }) => [path[0], message])

describe('a counselling', () => {
  it.each([
    ['today', today, 'p1', { ok: true, value: 'p1' }],
    ['tomorrow', '2026-03-10', 'p1', { ok: false, error: 'in-future' }],
    ['before the person took part', '2024-01-01', undefined, { ok: false, error: 'before-entry' }],
  ])('%s', (_, on, participationId, expected) => {
    expect(decideCounselling(on, { today, participationId })).toEqual(expected)
  })

  it.each([
    [{ duration: '20' }, 20],
    [{ duration: 'own', ownMinutes: '5' }, 5],
    [{ duration: 'own', ownMinutes: '600' }, 600],
    [{ duration: '20', ownMinutes: '45' }, 20],
  ])('takes the minutes of %j', (typed, minutes) => expect(minutesOf(typed)).toBe(minutes))

  it.each([[undefined], ['4'], ['601'], ['7.5'], ['viel']])('asks again for %j minutes', (ownMinutes) => {
    expect(problemOf({ duration: 'own', ownMinutes })).toEqual([['ownMinutes', 'counselling:error.minutes']])
  })

  it('needs a sentence', () => {
    expect(problemOf({ duration: '10', note: ' ' })?.[0]?.[0]).toBe('note')
  })
})

it('says minutes as hours', () => {
  expect([0, 5, 30, 90, 100].map(hoursOf)).toEqual([0, 0.1, 0.5, 1.5, 1.7])
  const counts = [
    { kind: 'phone', times: 2, minutes: 30, people: 2 },
    { kind: 'walk-in', times: 1, minutes: 60, people: 1 },
  ] as const
  expect(sumOf(counts)).toEqual({ times: 3, minutes: 90 })
})
