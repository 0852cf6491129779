import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type CityRules, type DueFacts, USUAL } from './facts.ts'
import { DEFAULT_FIGURES, type Figures, wrongFigures } from './figures.ts'
import { decideHold, decideHoldEnd, type HoldReason } from './holds.ts'
import { dueWindow } from './windows.ts'
import { openIn } from './working-days.ts'

const d = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
/** A window as `rule from to`. */
const told = (facts: DueFacts, city: CityRules = USUAL): string => {
  const { rule, from, to } = dueWindow(facts, city)
  return `${rule} ${from} ${to}`
}
const talk = (on: string) => ({ last: { after: 'attended' as const, on: d(on) } })
const missed = (on: string) => ({ last: { after: 'no-show' as const, on: d(on) } })
const permit = (until: string, knownOn = '2026-01-02') => ({
  permit: { until: d(until), knownOn: d(knownOn) },
})
const job = (since: string, until: string | null = null) => ({
  job: { since: d(since), until: until === null ? null : d(until) },
})
const hold = (from: string, to: string, setOn = from) => ({ from: d(from), to: d(to), setOn: d(setOn) })

describe('a permit that expires', () => {
  it.each([
    [
      'opens a window eight weeks before, where that is earlier',
      permit('2026-11-29'),
      'permit-expires 2026-10-05 2026-10-16',
    ],
    ['leaves the earlier rhythm alone', permit('2026-12-31'), 'after-talk 2026-10-12 2026-10-26'],
    [
      'opens on the day it is heard of, when that is late',
      permit('2026-10-20', '2026-09-20'),
      'permit-expires 2026-09-21 2026-10-02',
    ],
    [
      'has been talked about when it was known on the day of the talk',
      permit('2026-10-20', '2026-09-14'),
      'after-talk 2026-10-12 2026-10-26',
    ],
    [
      'is too late when it has expired before anybody heard of it',
      permit('2026-09-18', '2026-09-21'),
      'after-talk 2026-10-12 2026-10-26',
    ],
    [
      'is not moved by a Sunday: the window ends before the day on the paper',
      permit('2026-09-20', '2026-09-16'),
      'permit-expires 2026-09-16 2026-09-18',
    ],
  ])('%s', (_, paper, window) => {
    expect(told({ ...talk('2026-09-14'), ...paper })).toBe(window)
  })
  it('stays open for who did not come', () => {
    expect(told({ ...missed('2026-10-07'), ...permit('2026-11-29') })).toBe(
      'permit-expires 2026-10-08 2026-10-16',
    )
    expect(told({ ...missed('2026-10-19'), ...permit('2026-11-29') })).toBe(
      'after-no-show 2026-10-26 2026-11-02',
    )
  })
  it('is not held up by a hold that lasts beyond it', () => {
    const holds = [hold('2026-09-28', '2026-10-30')]
    expect(told({ ...talk('2026-09-14'), ...permit('2026-11-29'), holds })).toBe(
      'permit-expires 2026-11-02 2026-11-09',
    )
    const long = [hold('2026-09-28', '2026-12-18')]
    expect(told({ ...talk('2026-09-14'), ...permit('2026-11-29'), holds: long })).toBe(
      'permit-expires 2026-10-05 2026-10-16',
    )
  })
})

describe('a job', () => {
  it.each([
    ['after a week', '2026-01-20', 'in-job 2026-02-09 2026-02-23'],
    ['after three months', '2026-02-09', 'in-job 2026-05-04 2026-05-15'],
    ['after six', '2026-05-04', 'in-job 2026-08-03 2026-08-14'],
    ['after twelve', '2026-08-03', 'in-job 2027-02-02 2027-02-16'],
    ['and then the rhythm goes on', '2027-02-02', 'after-talk 2027-03-02 2027-03-16'],
  ])('is asked about %s', (_, on, window) => {
    expect(told({ ...talk(on), ...job('2026-02-02') })).toBe(window)
  })
  it('that begins later leaves what is due before', () => {
    expect(told({ ...talk('2026-01-05'), ...job('2026-03-16') })).toBe('after-talk 2026-02-02 2026-02-16')
  })
  it('begun on the last of a month is asked about on the last of a shorter one', () => {
    expect(told({ ...talk('2026-09-10'), ...job('2026-08-31') })).toBe('in-job 2026-11-30 2026-12-14')
  })
  it('does not put off who did not come', () => {
    expect(told({ ...missed('2026-02-12'), ...job('2026-02-02') })).toBe(
      'after-no-show 2026-02-19 2026-02-26',
    )
  })
  it('that is lost brings a talk soon, once', () => {
    const lost = job('2026-02-02', '2026-06-12')
    expect(told({ ...talk('2026-05-06'), ...lost })).toBe('after-job 2026-06-19 2026-06-26')
    expect(told({ ...talk('2026-06-22'), ...lost })).toBe('after-talk 2026-07-20 2026-08-03')
  })
})

describe('a hold', () => {
  const plain = 'after-talk 2026-10-12 2026-10-26'
  it.each([
    [
      'that ends in the window leaves its last day',
      [hold('2026-10-05', '2026-10-14')],
      'after-hold 2026-10-15 2026-10-26',
    ],
    [
      'over the window opens one behind it',
      [hold('2026-10-05', '2026-11-13')],
      'after-hold 2026-11-16 2026-11-23',
    ],
    ['over before the window says nothing', [hold('2026-09-21', '2026-10-09')], plain],
    ['after the window says nothing', [hold('2026-10-27', '2026-11-13')], plain],
    ['set on the last day counts', [hold('2026-10-26', '2026-11-13')], 'after-hold 2026-11-16 2026-11-23'],
    ['set when it was overdue moves nothing', [hold('2026-10-20', '2026-11-13', '2026-10-27')], plain],
  ])('%s', (_, holds, window) => {
    expect(told({ ...talk('2026-09-14'), holds })).toBe(window)
  })
  it('ended and set again does not give the days of catching up once more', () => {
    const first = hold('2026-10-26', '2026-10-28')
    expect(told({ ...talk('2026-09-14'), holds: [first] })).toBe('after-hold 2026-10-29 2026-11-06')
    // Two of the days are left on 5 November, and one of them on the next.
    const second = hold('2026-11-05', '2026-11-10')
    expect(told({ ...talk('2026-09-14'), holds: [first, second] })).toBe('after-hold 2026-11-11 2026-11-12')
    const third = hold('2026-11-12', '2026-11-12')
    expect(told({ ...talk('2026-09-14'), holds: [first, second, third] })).toBe(
      'after-hold 2026-11-13 2026-11-13',
    )
  })
  it('says nothing to the talk after the next', () => {
    const holds = [hold('2026-10-20', '2026-11-13', '2026-10-27')]
    expect(told({ ...talk('2026-10-29'), holds })).toBe('after-talk 2026-11-26 2026-12-10')
  })
})

describe('closed days of a city', () => {
  const closedFrom = (from: string, days: number): CityRules => ({
    ...USUAL,
    isOpen: openIn(new Set(Array.from({ length: days }, (_, at) => d(from).add({ days: at }).toString()))),
  })
  it('push the ends inwards', () => {
    expect(told(talk('2026-11-10'), closedFrom('2026-12-21', 14))).toBe('after-talk 2026-12-08 2026-12-18')
    expect(told(talk('2026-11-23'), closedFrom('2026-12-21', 11))).toBe('after-talk 2027-01-04 2027-01-04')
  })
  it('over the whole span move it to the next open day inside the limits, else to the one before', () => {
    expect(told(missed('2026-12-16'), closedFrom('2026-12-21', 12))).toBe(
      'after-no-show 2027-01-04 2027-01-04',
    )
    const last = { ...DEFAULT_FIGURES, noShowFromDays: 17, noShowToDays: 21 }
    const city = { ...closedFrom('2026-12-21', 14), figures: last }
    expect(told(missed('2026-12-11'), city)).toBe('after-no-show 2026-12-18 2026-12-18')
  })
})

describe('figures of a city', () => {
  it.each<[Partial<Figures>, (keyof Figures)[]]>([
    [{}, []],
    [{ rhythmFromDays: 28, rhythmToDays: 34 }, []],
    [{ rhythmFromDays: 27 }, ['rhythmFromDays']],
    [{ rhythmToDays: 43 }, ['rhythmToDays']],
    [{ rhythmFromDays: 38 }, ['rhythmToDays']],
    [{ noShowFromDays: 2 }, ['noShowFromDays']],
    [{ noShowFromDays: 3, noShowToDays: 21 }, []],
    [{ noShowToDays: 22 }, ['noShowToDays']],
    [{ noShowFromDays: 12 }, ['noShowToDays']],
    [{ permitWeeks: 7 }, ['permitWeeks']],
    [{ permitWeeks: 8.5 }, ['permitWeeks']],
    [{ holdBackDays: 11 }, ['holdBackDays']],
  ])('%j are wrong in %j', (changed, wrong) => {
    expect(wrongFigures({ ...DEFAULT_FIGURES, ...changed })).toEqual(wrong)
  })
})

describe('whether a case may rest', () => {
  const today = d('2026-10-07')
  const rest = (reason: HoldReason, from: string, to: string) => ({ reason, from: d(from), to: d(to) })
  const rested = (reason: HoldReason, from: string, to: string) => ({
    ...rest(reason, from, to),
    ended: true,
  })
  const lastTalk = d('2026-08-20')
  it.each([
    ['from one day to the same', rest('travel', '2026-10-07', '2026-10-07'), null],
    ['from longer ago', rest('illness', '2026-09-22', '2026-10-20'), 'hold-back'],
    ['in a year', rest('course', '2027-10-07', '2027-10-08'), null],
    ['in more than a year', rest('course', '2027-10-08', '2027-10-08'), 'hold-far'],
    ['backwards', rest('illness', '2026-10-09', '2026-10-08'), 'dates-turned'],
    ['until yesterday', rest('illness', '2026-10-01', '2026-10-06'), 'hold-over'],
    ['for six weeks of travel', rest('travel', '2026-10-07', '2026-11-17'), null],
    ['for a day more', rest('travel', '2026-10-07', '2026-11-18'), 'hold-long'],
    ['for a day of another hold', rest('illness', '2026-09-30', '2026-10-12'), 'hold-overlaps'],
  ])('%s: %o is refused as %s', (_, wished, error) => {
    const decided = decideHold(wished, {
      today,
      lastTalk,
      earlier: [
        rested('course', '2026-09-01', '2026-09-22'),
        rested('maternity', '2026-09-29', '2026-09-30'),
      ],
    })
    expect(decided.ok ? null : decided.error).toBe(error)
  })
  it('from two weeks ago at most', () => {
    const facts = { today, lastTalk, earlier: [] }
    expect(decideHold(rest('illness', '2026-09-23', '2026-10-20'), facts).ok).toBe(true)
    expect(decideHold(rest('illness', '2026-09-22', '2026-10-20'), facts)).toMatchObject({
      error: 'hold-back',
    })
  })
  it('for one reason no longer by asking twice', () => {
    const earlier = [rested('travel', '2026-08-24', '2026-09-30')]
    expect(
      decideHold(rest('travel', '2026-10-07', '2026-10-11'), { today, lastTalk, earlier }),
    ).toMatchObject({
      error: 'hold-long',
    })
    expect(decideHold(rest('illness', '2026-10-07', '2026-10-11'), { today, lastTalk, earlier }).ok).toBe(
      true,
    )
    const talked = { today, lastTalk: d('2026-10-02'), earlier }
    expect(decideHold(rest('travel', '2026-10-07', '2026-10-11'), talked).ok).toBe(true)
  })
  it('one at a time', () => {
    const earlier = [{ ...rest('travel', '2026-10-01', '2026-10-10'), ended: false }]
    expect(
      decideHold(rest('illness', '2026-10-12', '2026-10-13'), { today, lastTalk, earlier }),
    ).toMatchObject({
      error: 'hold-open',
    })
  })
  it('ends today, once, and not before it began', () => {
    const open = { from: d('2026-10-05'), to: d('2026-10-30'), ended: false }
    expect(decideHoldEnd(open, today)).toEqual({ ok: true, value: { lastDay: today } })
    expect(decideHoldEnd({ ...open, ended: true }, today)).toMatchObject({ error: 'not-open' })
    expect(decideHoldEnd({ ...open, to: d('2026-10-06') }, today)).toMatchObject({ error: 'not-open' })
    expect(decideHoldEnd({ ...open, from: d('2026-10-08') }, today)).toMatchObject({ error: 'not-begun' })
  })
})
