import { describe, expect, it } from 'vitest'
import { RESIDENCE_STATUSES } from '../statuses.ts'
import {
  appliedLate,
  decideTitle,
  isNews,
  isResidenceStatus,
  keptGoing,
  type Paper,
  prospectOf,
  type SeenTitle,
  urgencyOf,
  warnUntil,
  wordingOf,
} from './titles.ts'

const today = '2026-03-09'
const duldung: Paper = { status: 'duldung', wording: 'Duldung § 60a', validUntil: '2026-06-10' }
const permit: Paper = { status: 'ae-25b', wording: 'Aufenthaltserlaubnis § 25b', validUntil: '2028-03-01' }

describe('what happens when a paper runs out', () => {
  it.each([
    ['ae-25b', 'continues'],
    ['ae-25-5', 'continues'],
    ['duldung', 'renew'],
    ['gestattung', 'renew'],
    ['ausbildungsduldung', 'renew'],
    ['fiktion', 'renew'],
    ['chance-104c', 'chance'],
    ['niederlassung', 'unlimited'],
    ['ne-26-4', 'unlimited'],
    [null, 'unknown'],
  ])('%s: %s', (status, expected) => {
    expect(prospectOf(status)).toBe(expected)
  })
  it('is known of every status', () => {
    const kinds = Object.keys(RESIDENCE_STATUSES).map((status) => prospectOf(status))
    expect(kinds.filter((kind) => kind === 'unlimited')).toHaveLength(4)
    expect(kinds).not.toContain('unknown')
  })
  it('knows a key from a word', () => {
    expect([isResidenceStatus('duldung'), isResidenceStatus('toString')]).toEqual([true, false])
  })
})

describe('how near the end is', () => {
  it.each([
    ['2026-03-08', 'expired'],
    [today, 'now'],
    ['2026-04-09', 'now'],
    ['2026-04-10', 'soon'],
    ['2026-06-09', 'soon'],
    ['2026-06-10', 'ahead'],
    ['2026-09-09', 'ahead'],
    ['2026-09-10', 'calm'],
    [null, 'calm'],
  ])('%s: %s', (validUntil, expected) => {
    expect(urgencyOf(validUntil, today)).toBe(expected)
  })
  it('does not move for a holiday or a Sunday', () => {
    // Christmas Day of 2026 is followed by another holiday and a Sunday; the paper is over on the 26th all the same.
    expect(urgencyOf('2026-12-25', '2026-12-25')).toBe('now')
    expect(urgencyOf('2026-12-25', '2026-12-26')).toBe('expired')
    expect(appliedLate('2026-12-28', '2026-12-25')).toBe(true)
  })
  it('takes an application of the last day for one in time', () => {
    expect([appliedLate(today, today), appliedLate('2026-03-10', today), appliedLate(today, null)]).toEqual([
      false,
      true,
      false,
    ])
  })
  it.each([
    ['ae-25b', '2026-03-09', true],
    ['ae-25b', '2026-03-11', false],
    ['chance-104c', '2026-03-09', true],
    ['duldung', '2026-03-09', false],
    ['fiktion', '2026-03-09', false],
    [null, '2026-03-09', false],
  ])('%s goes on after an application of %s: %s', (status, appliedOn, expected) => {
    expect(keptGoing(status, { appliedOn, validUntil: '2026-03-10' })).toBe(expected)
    expect(keptGoing(status, undefined)).toBe(false)
  })
  it('warns three months ahead', () => {
    expect(warnUntil('2026-11-30')).toBe('2027-02-28')
  })
})

describe('a paper somebody saw', () => {
  const seen: SeenTitle = { ...duldung, titleId: 't1', seenOn: today }
  it.each([
    ['new', {}, [], { ok: true, value: { known: false } }],
    ['already over', { validUntil: '2025-12-31' }, [], { ok: true, value: { known: false } }],
    ['sent twice', {}, [seen], { ok: true, value: { known: true } }],
    [
      'sent again with another date',
      { validUntil: '2026-06-11' },
      [seen],
      { ok: false, error: 'already-saved' },
    ],
    ['seen again on the same day', { titleId: 't2' }, [seen], { ok: true, value: { known: false } }],
    ['seen tomorrow', { seenOn: '2026-03-10' }, [], { ok: false, error: 'seen-ahead' }],
    ['without words', { wording: '' }, [], { ok: false, error: 'wording-missing' }],
    ['without an end', { validUntil: null }, [], { ok: false, error: 'until-missing' }],
    [
      'unknown, without an end',
      { status: null, validUntil: null },
      [],
      { ok: true, value: { known: false } },
    ],
    ['valid for a lifetime', { validUntil: '2206-06-10' }, [], { ok: false, error: 'until-too-far' }],
    ['unlimited', { status: 'niederlassung', validUntil: null }, [], { ok: true, value: { known: false } }],
    [
      "unlimited, with the card's date",
      { status: 'niederlassung' },
      [],
      { ok: false, error: 'unlimited-has-no-end' },
    ],
  ])('%s', (_, change, titles, expected) => {
    expect(decideTitle({ ...seen, ...change }, { today, titles })).toEqual(expected)
  })
  it('gets the words of its status where nobody copied them', () => {
    expect(wordingOf('', 'duldung')).toBe('Duldung')
    expect(wordingOf('Duldung § 60a Abs. 2', 'duldung')).toBe('Duldung § 60a Abs. 2')
    expect(wordingOf('', null)).toBe('')
  })
})

describe('what a city list says of a paper', () => {
  const later = { ...duldung, validUntil: '2026-12-10' }
  it.each([
    ['the first', duldung, [], true],
    ['the same as the current one', duldung, [duldung], false],
    ['a later end', later, [duldung], true],
    ['other words', { ...duldung, wording: 'Duldung' }, [duldung], true],
    ['what was before the extension', duldung, [permit, duldung], false],
    ['what was before an unlimited title', duldung, [{ ...permit, validUntil: null }, duldung], false],
    ['an earlier one never seen', duldung, [permit], true],
    ['back to a later one', permit, [duldung, permit], true],
  ])('%s', (_, listed, titles, expected) => {
    expect(isNews(listed, titles)).toBe(expected)
  })
})
