import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { atOffice, NO_DAYS_OFF, OFFICE_HOURS, USUAL_TIMES } from '../rules/working-days.ts'
import {
  decideCallOff,
  decideGroupMove,
  decideGroupTime,
  decideMember,
  endOf,
  fitsHours,
  groupTimes,
  type MemberFacts,
  nearestTimes,
  phaseOf,
  venueOf,
} from './rules.ts'

const day = Temporal.PlainDate.from('2026-04-16')
const now = atOffice(Temporal.PlainDate.from('2026-04-01'), '10:00')
const at = (date: string, time: string) => atOffice(Temporal.PlainDate.from(date), time)

describe('the hours of a group', () => {
  it.each([
    ['09:00', 90, 0, true],
    ['10:30', 90, 0, true],
    ['10:45', 90, 0, false],
    // Over the break at noon.
    ['09:00', 360, 0, true],
    ['12:00', 120, 0, false],
    ['13:30', 120, 0, true],
    ['13:45', 120, 0, false],
    ['09:00', 60, 30, false],
    ['09:30', 60, 30, true],
    ['08:00', 60, 0, false],
  ])('from %s for %i minutes with %i of way: %s', (time, minutes, travel, fits) => {
    expect(fitsHours(OFFICE_HOURS, { time, minutes, travel })).toBe(fits)
  })
  it('are none on a free day', () => {
    expect(fitsHours([], { time: '09:00', minutes: 30, travel: 0 })).toBe(false)
  })
})

describe('the time of a group', () => {
  const shape = { minutes: 90, travel: 0 }
  const taken = [{ startsAt: at('2026-04-16', '13:30'), minutes: 45 }]
  it.each([
    ['2026-04-16', '10:00', 'ok'],
    ['2026-03-31', '10:00', 'group-past'],
    ['2026-04-01', '10:00', 'group-past'],
    ['2027-04-02', '10:00', 'group-far'],
    ['2026-04-18', '10:00', 'closed'],
    ['2026-04-03', '10:00', 'closed'],
    ['2026-04-16', '11:00', 'off-hours'],
    ['2026-04-16', '14:00', 'taken'],
  ])('%s %s: %s', (date, time, expected) => {
    const wished = { day: Temporal.PlainDate.from(date), time, shape }
    const decided = decideGroupTime(wished, taken, now, USUAL_TIMES)
    expect(decided.ok ? 'ok' : decided.error).toBe(expected)
  })
  it('is closed on a day off of the worker', () => {
    const off = new Map([['2026-04-16', 'away' as const]])
    expect(decideGroupTime({ day, time: '10:00', shape }, [], now, { ...USUAL_TIMES, off })).toEqual({
      ok: false,
      error: 'closed',
    })
    expect(groupTimes({ day, shape }, [], now, { ...USUAL_TIMES, off })).toEqual([])
  })
  it('is proposed by the quarter of an hour, the nearest ones first', () => {
    const times = groupTimes({ day, shape }, taken, now, { ...USUAL_TIMES, off: NO_DAYS_OFF })
    // What ends by noon, and what has its break then and ends when the talk of half past one begins: nothing.
    expect(times).toEqual(['09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30'])
    expect(nearestTimes(times, '14:00', 2)).toEqual(['10:15', '10:30'])
    expect(nearestTimes([], '14:00', 2)).toEqual([])
  })
})

describe('a member', () => {
  const facts: MemberFacts = {
    ...{ startsAt: at('2026-04-16', '13:30'), minutes: 90, calledOff: false },
    ...{ capacity: 3, taken: 2, member: false, takesPart: true, busy: [] },
  }
  const busyAt = (time: string) => [{ startsAt: at('2026-04-16', time), minutes: 45 }]
  it.each<[string, Partial<MemberFacts>, Temporal.Instant, string]>([
    ['gets the last seat', {}, now, 'ok'],
    ['comes along while it runs', {}, at('2026-04-16', '14:00'), 'ok'],
    ['comes the day after', {}, at('2026-04-17', '08:00'), 'group-over'],
    ['comes to none', { calledOff: true }, now, 'called-off'],
    ['is in it', { member: true, taken: 3 }, now, 'member-once'],
    ['finds it full', { taken: 3 }, now, 'group-full'],
    ['takes no part', { takesPart: false }, now, 'no-part'],
    ['has a talk meanwhile', { busy: busyAt('14:45') }, now, 'member-busy'],
    ['has a talk before', { busy: busyAt('12:45') }, now, 'ok'],
  ])('%s', (_, known, when, expected) => {
    const decided = decideMember({ ...facts, ...known }, when)
    expect(decided.ok ? 'ok' : decided.error).toBe(expected)
  })
})

describe('a group', () => {
  const group = { startsAt: at('2026-04-16', '13:30'), minutes: 90, calledOff: false }
  const cases = [
    [group, now, 'ahead', 'ok', 'call-off'],
    [group, at('2026-04-16', '13:30'), 'begun', 'begun', 'call-off'],
    [group, at('2026-04-17', '00:00'), 'begun', 'begun', 'group-over'],
    [{ ...group, calledOff: true }, now, 'called-off', 'called-off', 'again'],
  ] as const
  it.each(cases)('%o stands where it stands', (state, when, phase, move, off) => {
    expect(phaseOf(state, when)).toBe(phase)
    const moved = decideGroupMove(state, when)
    expect(moved.ok ? 'ok' : moved.error).toBe(move)
    const called = decideCallOff({ ...state, recorded: false }, when)
    expect(called.ok ? called.value : called.error).toBe(off)
  })
  it('with an outcome is called off no more', () => {
    const decided = decideCallOff({ ...group, recorded: true }, at('2026-04-16', '15:00'))
    expect(decided).toEqual({ ok: false, error: 'has-outcomes' })
  })
  it('knows its end and its place', () => {
    expect(endOf(group)).toBe('15:00')
    expect(venueOf({ roomId: null, place: 'Beratungsstelle' })).toBe('office')
    expect(venueOf({ roomId: 3, place: 'Beratungsstelle, Raum 2' })).toBe('office')
    expect(venueOf({ roomId: null, place: 'Bürgerbahnhof' })).toBe('elsewhere')
  })
})
