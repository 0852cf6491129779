/**
 * The engine against an oracle that was written from the sentences of the rules, not from the engine: it numbers days,
 * has a calendar, an Easter and holidays of its own, and walks day by day through every question.
 */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { DueFacts, NextAfter } from './facts.ts'
import { DEFAULT_FIGURES, type Figures } from './figures.ts'
import { dueWindow, windowAfter } from './windows.ts'
import { atOffice, dayAtOffice, openIn } from './working-days.ts'

const FIRST = Temporal.PlainDate.from('2024-01-01')
const number = (day: Temporal.PlainDate | string): number => FIRST.until(day).days
const DAYS = number('2041-01-01')
const OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const lengthOf = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 ? 29 : (OF_MONTH[month - 1] ?? 0)

/** Every day from 2024 to 2042, one after the other. */
const CALENDAR: { year: number; month: number; day: number; iso: string }[] = []
for (let year = 2024; year <= 2042; year++)
  for (let month = 1; month <= 12; month++)
    for (let day = 1; day <= lengthOf(year, month); day++)
      CALENDAR.push({ year, month, day, iso: `${year}-${two(month)}-${two(day)}` })
function two(part: number): string {
  return String(part).padStart(2, '0')
}
const isoOf = (day: number): string => CALENDAR[day]?.iso ?? ''
const dayNumber = new Map(CALENDAR.map(({ iso }, day) => [iso, day]))

/** By Spencer, Jones, Meeus and Butcher. */
function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const at = h + l - 7 * m + 114
  return dayNumber.get(`${year}-${two(Math.floor(at / 31))}-${two((at % 31) + 1)}`) ?? Number.NaN
}
const HOLIDAYS = new Set<number>()
for (let year = 2024; year <= 2042; year++) {
  for (const at of [-2, 1, 39, 50, 60]) HOLIDAYS.add(easter(year) + at)
  for (const at of ['01-01', '05-01', '10-03', '11-01', '12-25', '12-26'])
    HOLIDAYS.add(dayNumber.get(`${year}-${at}`) ?? Number.NaN)
}
/** 1 January 2024 was a Monday. */
const isOpenDay = (day: number, closed: ReadonlySet<number>): boolean =>
  day % 7 < 5 && !HOLIDAYS.has(day) && !closed.has(day)

/** So many months on, or the last day of that month. */
function monthsOn(day: number, months: number): number {
  const from = CALENDAR[day]
  if (!from) throw new Error('Outside of the calendar')
  const count = from.month - 1 + months
  const [year, month] = [from.year + Math.floor(count / 12), (count % 12) + 1]
  return dayNumber.get(`${year}-${two(month)}-${two(Math.min(from.day, lengthOf(year, month)))}`) ?? 0
}

interface Story {
  after: NextAfter
  on: number
  figures: Figures
  closed: ReadonlySet<number>
  permit: { until: number; knownOn: number } | null
  job: { since: number; until: number | null } | null
  holds: { from: number; to: number; setOn: number }[]
}
/** First and last day of what a rule asks for, and of where it may go. */
interface Asked {
  days: [number, number]
  limits: [number, number]
}

function nearest({ days, limits }: Asked, closed: ReadonlySet<number>): [number, number] | undefined {
  let [from, to] = [Number.NaN, Number.NaN]
  for (let day = days[0]; day <= days[1]; day++)
    if (isOpenDay(day, closed)) {
      if (Number.isNaN(from)) from = day
      to = day
    }
  if (!Number.isNaN(from)) return [from, to]
  for (let day = days[1] + 1; day <= limits[1]; day++) if (isOpenDay(day, closed)) return [day, day]
  for (let day = days[0] - 1; day >= limits[0]; day--) if (isOpenDay(day, closed)) return [day, day]
  return undefined
}

function rhythmAsked({ after, on, figures: f, job }: Story): Asked {
  if (after === 'no-show')
    return { days: [on + f.noShowFromDays, on + f.noShowToDays], limits: [on + 3, on + 21] }
  const rhythm: Asked = {
    days: [on + f.rhythmFromDays, on + f.rhythmToDays],
    limits: [on + 28, on + 42],
  }
  if (!job) return rhythm
  if (job.until !== null)
    return on > job.until
      ? rhythm
      : { days: [job.until + 7, job.until + 14], limits: [job.until + 3, job.until + 21] }
  if (rhythm.days[1] < job.since) return rhythm
  for (let day = job.since; day <= job.since + 370; day++) {
    const step = [job.since + 7, ...[3, 6, 12].map((months) => monthsOn(job.since, months))].includes(day)
    if (step && day > on) return { days: [day, day + 14], limits: [day, day + 14] }
  }
  return rhythm
}

function permitAsked({ after, on, permit, figures }: Story): Asked | undefined {
  if (!permit) return undefined
  const days: number[] = []
  for (let day = 0; day <= permit.until; day++)
    if (day >= permit.until - figures.permitWeeks * 7 && day >= permit.knownOn && days.length < 15)
      days.push(day)
  const [opens, closes] = [days[0], days.at(-1)]
  if (opens === undefined || closes === undefined || on >= closes) return undefined
  if (after !== 'no-show' && on >= opens) return undefined
  const from = after === 'no-show' ? Math.max(opens, on + 1) : opens
  return { days: [from, closes], limits: [from, permit.until] }
}

/** Day by day through what was held: nothing is due while a hold lasts that came in time. */
function behindHolds(asked: Asked, story: Story, latest: number): Asked | undefined {
  let now = asked
  let left = story.figures.holdBackDays
  let rested = false
  for (let day = 0; day < CALENDAR.length; day++) {
    for (const hold of story.holds.filter(({ from }) => from === day)) {
      const [from, to] = nearest(now, story.closed) ?? [Number.NaN, Number.NaN]
      if (hold.setOn > to || to < day || hold.to < from) continue
      if (hold.to + 1 > latest) return undefined
      let remain = 0
      for (let ahead = day; ahead <= to; ahead++) remain++
      if (rested) left = Math.min(left, remain)
      rested = true
      const begin = Math.max(now.days[0], hold.to + 1)
      now = {
        days: [begin, Math.min(latest, Math.max(now.days[1], hold.to + Math.max(1, left)))],
        limits: [
          Math.max(now.limits[0], hold.to + 1),
          Math.min(latest, Math.max(now.limits[1], hold.to + 15)),
        ],
      }
    }
  }
  return now
}

function oracle(story: Story): [number, number] {
  const due = nearest(behindHolds(rhythmAsked(story), story, Infinity) ?? rhythmAsked(story), story.closed)
  if (!due) throw new Error('No open day')
  const permit = permitAsked(story)
  if (!permit) return due
  const behind = behindHolds(permit, story, permit.limits[1])
  const early = (behind && nearest(behind, story.closed)) ?? nearest(permit, story.closed)
  return early && early[1] <= due[1] ? early : due
}

const date = (day: number): Temporal.PlainDate => Temporal.PlainDate.from(isoOf(day))
const factsOf = ({ after, on, permit, job, holds }: Story): DueFacts => ({
  last: { after, on: date(on) },
  permit: permit && { until: date(permit.until), knownOn: date(permit.knownOn) },
  job: job && { since: date(job.since), until: job.until === null ? null : date(job.until) },
  holds: holds.map(({ from, to, setOn }) => ({ from: date(from), to: date(to), setOn: date(setOn) })),
})
const cityOf = ({ closed, figures }: Story) => ({
  figures,
  isOpen: openIn(new Set([...closed].map(isoOf))),
})
const engine = (story: Story): [number, number] => {
  const { from, to } = dueWindow(factsOf(story), cityOf(story))
  return [number(from), number(to)]
}

const someFigures = fc
  .record({
    rhythmFromDays: fc.integer({ min: 28, max: 36 }),
    rhythmToDays: fc.integer({ min: 34, max: 42 }),
    noShowFromDays: fc.integer({ min: 3, max: 17 }),
    noShowToDays: fc.integer({ min: 7, max: 21 }),
    permitWeeks: fc.integer({ min: 8, max: 16 }),
    holdBackDays: fc.integer({ min: 3, max: 10 }),
    reactionDays: fc.integer({ min: 0, max: 5 }),
    travelMinutes: fc.integer({ min: 5, max: 90 }),
  })
  .filter((f) => f.rhythmToDays - f.rhythmFromDays >= 6 && f.noShowToDays - f.noShowFromDays >= 4)
const afterAnything = fc.constantFrom<NextAfter>('plan-signed', 'attended', 'no-show')

/** Days the city is closed: some in a row, as between the years; never more than two weeks with what lies around them. */
const someClosed = (on: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: on - 20, max: on + 460 }), fc.integer({ min: 1, max: 10 })), {
      maxLength: 6,
    })
    .map((runs) => {
      const closed = new Set<number>()
      for (const [from, length] of runs) {
        const tried = new Set(closed)
        for (let day = from; day < from + length; day++) tried.add(day)
        let [row, most] = [0, 0]
        for (let day = from - 40; day < from + 40; day++) {
          row = isOpenDay(day, tried) ? 0 : row + 1
          most = Math.max(most, row)
        }
        if (most <= 14) for (const day of tried) closed.add(day)
      }
      return closed
    })

/** Holds of a case, one after the other, each set on a day around its first. */
const someHolds = (on: number) =>
  fc
    .array(
      fc.record({
        gap: fc.integer({ min: 0, max: 45 }),
        days: fc.integer({ min: 1, max: 60 }),
        set: fc.integer({ min: -20, max: 14 }),
      }),
      { maxLength: 5 },
    )
    .map((parts) => {
      let next = on
      return parts.map(({ gap, days, set }) => {
        const from = next + gap
        next = from + days
        return { from, to: next - 1, setOn: Math.max(0, from + set) }
      })
    })

const story: fc.Arbitrary<Story> = fc.integer({ min: 60, max: DAYS - 1 }).chain((on) =>
  fc.record({
    after: afterAnything,
    on: fc.constant(on),
    figures: fc.oneof(fc.constant(DEFAULT_FIGURES), someFigures),
    closed: someClosed(on),
    permit: fc.option(
      fc.record({
        until: fc.integer({ min: on, max: on + 160 }),
        knownOn: fc.integer({ min: on - 30, max: on + 40 }),
      }),
    ),
    job: fc.option(
      fc
        .tuple(
          fc.integer({ min: Math.max(0, on - 400), max: on + 60 }),
          fc.option(fc.integer({ min: 0, max: 420 })),
        )
        .map(([since, lasts]) => ({ since, until: lasts === null ? null : since + lasts })),
    ),
    holds: someHolds(on),
  }),
)

const SEED = { seed: 20260309, numRuns: 4000 }

describe('the engine and the oracle', () => {
  it('agree on every day from 2024 to 2040, whatever happened on it', () => {
    const differ: string[] = []
    for (let on = 0; on < DAYS; on++)
      for (const after of ['plan-signed', 'attended', 'no-show'] as const) {
        const { from, to } = windowAfter(after, date(on))
        const told = oracle({
          after,
          on,
          figures: DEFAULT_FIGURES,
          closed: new Set(),
          permit: null,
          job: null,
          holds: [],
        })
        if (number(from) !== told[0] || number(to) !== told[1]) differ.push(`${after} ${isoOf(on)}`)
      }
    expect(differ).toEqual([])
  })

  it('agree on papers, jobs, holds, closed days and figures of a city', () => {
    fc.assert(
      fc.property(story, (told) => {
        expect(engine(told)).toEqual(oracle(told))
      }),
      SEED,
    )
  })
})

describe('whatever happens, a window', () => {
  it('begins and ends on a day somebody is there, and is never empty', () => {
    fc.assert(
      fc.property(story, (told) => {
        const [from, to] = engine(told)
        expect(from <= to && isOpenDay(from, told.closed) && isOpenDay(to, told.closed)).toBe(true)
      }),
      SEED,
    )
  })

  it('stays inside the limits of the rule that made it', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { rule } = dueWindow(factsOf(told), cityOf(told))
        const [from, to] = engine(told)
        const { on, permit, job } = told
        if (rule === 'after-signing' || rule === 'after-talk')
          expect(from >= on + 28 && to <= on + 42).toBe(true)
        if (rule === 'after-no-show') expect(from >= on + 3 && to <= on + 21).toBe(true)
        if (rule === 'permit-expires') expect(to <= (permit?.until ?? Number.NaN)).toBe(true)
        if (rule === 'in-job') expect(from > (job?.since ?? Number.NaN)).toBe(true)
        if (rule === 'after-job') expect(to <= (job?.until ?? Number.NaN) + 21).toBe(true)
      }),
      SEED,
    )
  })

  it('is not moved by a hold that was set when it was overdue', () => {
    fc.assert(
      fc.property(
        story,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 0, max: 60 }),
        fc.nat(14),
        (told, late, days, back) => {
          const before = engine(told)
          const setOn = before[1] + late
          const from = setOn - back
          const added = { ...told, holds: [...told.holds, { from, to: from + days, setOn }] }
          expect(engine(added)).toEqual(before)
        },
      ),
      SEED,
    )
  })

  it('comes at most the days of catching up later than the days rested, however the holds are chained', () => {
    fc.assert(
      fc.property(story, (told) => {
        const plain = { ...told, permit: null }
        const without = engine({ ...plain, holds: [] })[1]
        const [, due] = engine(plain)
        let free = 0
        for (let day = without + 1; day <= due; day++)
          if (isOpenDay(day, told.closed) && !told.holds.some(({ from, to }) => day >= from && day <= to))
            free++
        // Each hold may end before closed days; the first open one after them is its due day.
        expect(free).toBeLessThanOrEqual(told.figures.holdBackDays + told.holds.length)
      }),
      SEED,
    )
  })

  it('counts dates, not hours: the weeks in which the clocks change are as long as others', () => {
    for (let year = 2024; year <= 2040; year++)
      for (const month of [3, 10]) {
        let day = dayNumber.get(`${year}-${two(month)}-31`) ?? Number.NaN
        while (day % 7 !== 6) day--
        for (let on = day - 45; on <= day + 2; on++) {
          const { from, to } = windowAfter('attended', date(on))
          expect(number(from) >= on + 28 && number(to) <= on + 42).toBe(true)
          expect(dayAtOffice(atOffice(from, '09:00')).equals(from)).toBe(true)
        }
        const zoned = (at: number) => date(at).toZonedDateTime('Europe/Berlin')
        expect(zoned(day).hoursInDay).toBe(month === 3 ? 23 : 25)
      }
  })
})
