import { describe, expect, it } from 'vitest'
import type { House, Outcome } from './round.ts'
import { doorsOf, type Entry, isOver, pinProblem, unanswered } from './rules.ts'

const person = (personId: string, ...marks: Outcome[]) => ({
  personId,
  name: personId.toUpperCase(),
  marks: marks.map((outcome) => ({ on: '2026-11-20', outcome })),
})
const house = (...people: House['people']): House => ({
  dwellingId: 'd',
  street: 'Gathe',
  houseNumber: '12',
  town: 'Wuppertal',
  people,
})
const entry = (personId: string, outcome: Outcome, more: Partial<Entry> = {}): Entry => ({
  id: `${personId}-${outcome}`,
  personId,
  outcome,
  occurredAt: '2026-11-27T10:00:00.000Z',
  state: 'waiting',
  ...more,
})

describe('a PIN', () => {
  it.each(['', '12', '12345', '12a456', ' 147258'])('%j is too short, or more than digits', (pin) => {
    expect(pinProblem(pin)).toBe('too-short')
  })
  it.each(['000000', '777777', '123456', '98765432'])('%s is too easy', (pin) => {
    expect(pinProblem(pin)).toBe('too-easy')
  })
  it.each(['147258', '135791', '112233', '8246193'])('%s will do', (pin) => {
    expect(pinProblem(pin)).toBeUndefined()
  })
})

describe('the doors of a round', () => {
  it('are open until somebody has had the last word, here or before', () => {
    const houses = [house(person('a'), person('b', 'nobody-home'), person('c', 'declined'), person('d'))]
    const [door] = doorsOf(houses, [entry('a', 'interested'), entry('d', 'call-back')])
    expect(door?.people.map(({ personId, open }) => [personId, open])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
      ['d', true],
    ])
    expect(door?.open).toBe(2)
  })
  it('open again for what the server has refused', () => {
    const [door] = doorsOf([house(person('a'))], [entry('a', 'declined', { state: 'refused' })])
    expect(door?.people[0]).toMatchObject({ open: true, entries: [] })
  })
  it('"nobody opened" is about those who are open and were not entered since the morning', () => {
    const houses = [house(person('a'), person('b'), person('c', 'moved'))]
    const [door] = doorsOf(houses, [entry('a', 'nobody-home')])
    if (!door) throw new Error('No door')
    const ids = (since: string): string[] =>
      unanswered(door, Date.parse(since)).map(({ personId }) => personId)
    expect(ids('2026-11-27T00:00:00+01:00')).toEqual(['b'])
    expect(ids('2026-11-28T00:00:00+01:00')).toEqual(['a', 'b'])
  })
})

it('names are over at the very moment they expire', () => {
  const end = Date.parse('2026-11-28T09:00:00Z')
  expect(isOver('2026-11-28T09:00:00Z', end - 1)).toBe(false)
  expect(isOver('2026-11-28T09:00:00Z', end)).toBe(true)
})
