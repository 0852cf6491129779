import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  ageOf,
  byUrgency,
  type CityState,
  commandFor,
  type Health,
  isUrgent,
  type Need,
  stateOf,
  summaryOf,
  WORRIES,
  type Worry,
  worriesOf,
} from './rules.ts'

const now = Temporal.Instant.from('2026-03-09T12:00:00Z')
const ago = (minutes: number): Temporal.Instant => now.subtract({ minutes })
const NO_REPORTS = { unfinished: 0, waitingSince: null, failed: 0 }
const well: Health = {
  status: 'live',
  createdAt: ago(10_000),
  schemaVersion: 12,
  sealedAt: ago(1),
  unsealedSince: null,
  reports: NO_REPORTS,
}
const worries = (changed: Partial<Health>): Worry[] =>
  worriesOf({ ...well, ...changed }, { now, version: 12 })
const waiting = (minutes: number) => ({ ...NO_REPORTS, unfinished: 1, waitingSince: ago(minutes) })

describe('what is worrying about a city', () => {
  it.each<[string, Partial<Health>, Worry[]]>([
    ['nothing, when all is well', {}, []],
    ['what waits ten minutes for its seal is not', { unsealedSince: ago(10) }, []],
    ['what waits longer is, though seals were found', { unsealedSince: ago(11) }, ['not-sealed']],
    ['a seal found yesterday is not', { sealedAt: ago(26 * 60) }, []],
    ['one that nobody looked for since is', { sealedAt: ago(26 * 60 + 1) }, ['not-sealed']],
    ['a clock set back is not', { sealedAt: ago(-500) }, []],
    ['a new city without a seal is not', { sealedAt: null, createdAt: ago(26 * 60) }, []],
    ['one that never got one is', { sealedAt: null, createdAt: ago(26 * 60 + 1) }, ['not-sealed']],
    ['an older database is', { schemaVersion: 11 }, ['behind']],
    ['a newer one is not: another machine is ahead', { schemaVersion: 13 }, []],
    ['a count that runs is not', { reports: waiting(60) }, []],
    ['one that hangs is', { reports: waiting(61) }, ['report-stuck']],
    ['one that failed is', { reports: { ...NO_REPORTS, failed: 1 } }, ['report-failed']],
    [
      'a set-up without an end is',
      { status: 'provisioning', schemaVersion: 0, sealedAt: null },
      ['not-set-up'],
    ],
    [
      'a shut city is sealed by nobody',
      { status: 'suspended', sealedAt: ago(9000), reports: waiting(900) },
      [],
    ],
    ['a shut city can be behind', { status: 'suspended', schemaVersion: 11 }, ['behind']],
    [
      'all of it, the worst first',
      { schemaVersion: 1, sealedAt: ago(9000), reports: { ...waiting(99), failed: 2 } },
      ['behind', 'not-sealed', 'report-stuck', 'report-failed'],
    ],
  ])('%s', (_, changed, expected) => expect(worries(changed)).toEqual(expected))
})

describe('the word for a city', () => {
  it.each<[Health['status'], Worry[], CityState]>([
    ['live', [], 'fine'],
    ['live', ['report-failed'], 'attention'],
    ['suspended', [], 'suspended'],
    ['suspended', ['behind'], 'attention'],
    ['provisioning', ['not-set-up'], 'attention'],
  ])('%s with %j: %s', (status, found, state) => expect(stateOf(status, found)).toBe(state))

  it('is urgent where nobody can work or the trail is open', () => {
    expect(WORRIES.filter((worry) => isUrgent([worry]))).toEqual(['behind', 'not-sealed'])
    expect(isUrgent([])).toBe(false)
  })
})

describe('the order', () => {
  it('is by what must be done first, then shut ones, then by name as Germans sort', () => {
    const city = (name: string, ...kinds: Need[]) => ({ name, needs: kinds.map((kind) => ({ kind })) })
    const cities = [
      city('Zwickau'),
      city('Öhringen'),
      city('Aachen', 'suspended'),
      city('Bonn', 'report-failed'),
      city('Celle', 'not-sealed', 'report-failed'),
      city('Dortmund', 'behind', 'suspended'),
      city('Paderborn'),
    ]
    expect(cities.sort(byUrgency).map(({ name }) => name)).toEqual([
      'Dortmund',
      'Celle',
      'Bonn',
      'Aachen',
      'Öhringen',
      'Paderborn',
      'Zwickau',
    ])
  })
})

describe('what to type', () => {
  const city = { slug: 'hagen', name: 'Stadt Hagen', region: 'ruhr' }
  it.each<[Need, string]>([
    ['suspended', 'npm run city -- resume hagen'],
    ['behind', 'npm run city -- migrate'],
    ['not-sealed', 'npm run city -- verify-audit hagen'],
    ['not-set-up', 'npm run city -- add hagen --name "Stadt Hagen"'],
    ['report-stuck', 'npm run report -- region ruhr'],
    ['report-failed', 'npm run report -- region ruhr'],
  ])('%s: %s', (need, command) => expect(commandFor(need, city)).toBe(command))

  it('nothing for a count of a city that has left its region', () => {
    expect(commandFor('report-failed', { ...city, region: null })).toBeNull()
  })
})

describe('how long ago', () => {
  it.each([
    [-5, 'now', 0],
    [0, 'now', 0],
    [1, 'minutes', 1],
    [119, 'minutes', 119],
    [120, 'hours', 2],
    [47 * 60, 'hours', 47],
    [48 * 60, 'days', 2],
    [9 * 24 * 60 + 5, 'days', 9],
  ])('%i minutes', (minutes, unit, count) => expect(ageOf(ago(minutes), now)).toEqual({ unit, count }))
})

it('the summary counts each city once', () => {
  const states: CityState[] = ['fine', 'attention', 'fine', 'suspended']
  expect(summaryOf(states.map((state) => ({ state })))).toEqual({
    cities: 4,
    attention: 1,
    suspended: 1,
    fine: 2,
  })
})
