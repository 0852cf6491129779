import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  agreedUntil,
  decideAsking,
  type Interpreting,
  namedIn,
  speaks,
  usualMode,
  wishShown,
} from './interpreting.ts'

const day = Temporal.PlainDate.from

describe('somebody must have agreed', () => {
  it.each([
    ['2026-04-09', '2026-04-16T22:00:00Z'],
    // Over the last Sunday of March and of October the day has another length.
    ['2026-03-23', '2026-03-30T22:00:00Z'],
    ['2026-03-20', '2026-03-27T23:00:00Z'],
    ['2026-10-20', '2026-10-27T23:00:00Z'],
  ])('on %s: of talks before %s', (today, until) => {
    expect(agreedUntil(day(today)).toString()).toBe(until)
  })
})

describe('whoever can be asked', () => {
  it.each([
    [['ti', 'am'], 'ti', true],
    [['ti', 'am'], 'prs', false],
    [['ti'], null, true],
  ] as const)('%j for a client who speaks %s: %s', (languages, language, is) => {
    expect(speaks(languages, language)).toBe(is)
  })
  it('is rung up when it is a service, else comes', () => {
    expect([usualMode(true), usualMode(false)]).toEqual(['phone', 'in-person'])
  })
})

const [selam, yusuf] = ['0d000000-0000-4000-8000-000000000001', '0d000000-0000-4000-8000-000000000002']

describe('a word about who translates', () => {
  it.each([
    [undefined, { stands: null, speakers: [selam] }, 'none'],
    [undefined, { stands: selam, speakers: [selam, yusuf] }, selam],
    // Not asked any more, or of another language.
    [undefined, { stands: selam, speakers: [yusuf] }, 'along'],
    ['none', { stands: selam, speakers: [selam] }, 'none'],
    ['along', { stands: selam, speakers: [selam] }, 'along'],
    ['along', { stands: null, speakers: [selam] }, 'none'],
    [yusuf, { stands: selam, speakers: [selam, yusuf] }, yusuf],
    [yusuf, { stands: null, speakers: [selam] }, 'none'],
  ])('%s with %j shows %s', (wish, known, shown) => {
    expect(wishShown(wish, known)).toBe(shown)
  })
  it.each([
    ['none', null],
    ['along', null],
    [selam, selam],
  ])('%s names %s', (wish, named) => {
    expect(namedIn(wish)).toBe(named)
  })
})

describe('asking somebody', () => {
  const comes: Interpreting = { interpreterId: selam, mode: 'in-person' }
  const rings: Interpreting = { ...comes, mode: 'phone' }
  const other: Interpreting = { interpreterId: yusuf, mode: 'in-person' }
  it.each([
    ['the first', comes, true, null, 'ask'],
    ['the same once more', comes, false, comes, 'keep'],
    ['the same in another way', rings, false, comes, 'ask'],
    ['another in her place', other, true, comes, 'ask'],
    ['another who is not free', other, false, comes, 'interpreter-taken'],
    ['the first, who is not free', comes, false, null, 'interpreter-taken'],
  ] as const)('%s', (_, wish, free, stands, answer) => {
    const decided = decideAsking(wish, { free, stands })
    expect(decided.ok ? decided.value : decided.error).toBe(answer)
  })
})
