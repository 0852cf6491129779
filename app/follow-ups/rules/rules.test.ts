import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  type AppointmentState,
  ATTENDANCES,
  decideOutcome,
  factsOf,
  nextAfter,
  type OutcomeFacts,
  TALK_RESULTS,
  type ToldOutcome,
} from './outcome.ts'
import {
  anewIn,
  type Busy,
  bestAppointment,
  bookable,
  chooseSlot,
  daysOf,
  freeSlots,
  nextFreeDay,
  stripOf,
  wholeDay,
} from './slots.ts'
import { windowAfter } from './windows.ts'
import {
  atOffice,
  closedBecause,
  dayAtOffice,
  holidayOn,
  isWorkingDay,
  OFFICE_TIMES,
  USUAL_TIMES,
} from './working-days.ts'

const d = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
const busy = (day: string, time: string): Busy => ({ startsAt: atOffice(d(day), time), minutes: 45 })
const anyDay = fc
  .integer({ min: 0, max: 366 * 30 })
  .map((days) => Temporal.PlainDate.from('2015-01-01').add({ days }))

describe('working days in North Rhine-Westphalia', () => {
  it.each([
    ['2026-01-01', 'new-year'],
    ['2026-04-03', 'good-friday'],
    ['2026-04-06', 'easter-monday'],
    ['2026-05-01', 'labour-day'],
    ['2026-05-14', 'ascension'],
    ['2026-05-25', 'whit-monday'],
    ['2026-06-04', 'corpus-christi'],
    ['2026-10-03', 'unity-day'],
    ['2026-11-01', 'all-saints'],
    ['2026-12-25', 'christmas-day'],
    ['2026-12-26', 'boxing-day'],
    ['2017-10-31', 'reformation-day'],
    ['2038-04-26', 'easter-monday'],
  ])('%s is %s', (day, holiday) => {
    expect(holidayOn(d(day))).toBe(holiday)
    expect(isWorkingDay(d(day))).toBe(false)
  })
  it.each(['2026-01-06', '2026-10-31', '2026-11-18', '2026-03-08'])('%s is no holiday here', (day) => {
    expect(holidayOn(d(day))).toBeUndefined()
  })
  it('calls a holiday on a Sunday by its name and other Sundays weekend', () => {
    expect(closedBecause(d('2026-11-01'))).toBe('all-saints')
    expect(closedBecause(d('2026-11-08'))).toBe('weekend')
    expect(closedBecause(d('2026-11-02'))).toBeUndefined()
  })
})

describe('office times', () => {
  it('are whole talks inside the office hours', () => {
    expect(OFFICE_TIMES).toEqual(['09:00', '09:45', '10:30', '11:15', '13:30', '14:15'])
  })
  it.each([
    ['2026-03-27', '2026-03-27T08:00:00Z'],
    ['2026-03-30', '2026-03-30T07:00:00Z'],
    ['2026-10-23', '2026-10-23T07:00:00Z'],
    ['2026-10-26', '2026-10-26T08:00:00Z'],
  ])('9:00 on %s is %s', (day, instant) => {
    expect(atOffice(d(day), '09:00').toString()).toBe(instant)
  })
})

describe('windows', () => {
  it.each([
    ['plan-signed', '2026-04-07', '2026-04-20', 'after-signing'],
    ['attended', '2026-04-07', '2026-04-20', 'after-talk'],
    ['no-show', '2026-03-16', '2026-03-23', 'after-no-show'],
  ] as const)('after %s on 9 March 2026: %s to %s', (after, from, to, rule) => {
    const window = windowAfter(after, d('2026-03-09'))
    expect([window.from.toString(), window.to.toString(), window.rule, window.ruleVersion]).toEqual([
      from,
      to,
      rule,
      2,
    ])
  })
  it('leave out the days the city is closed and the worker is away, and say which', () => {
    const off = new Map([
      ['2026-04-13', 'city-closed'],
      ['2026-04-14', 'away'],
    ] as const)
    expect(closedBecause(d('2026-04-13'), off)).toBe('city-closed')
    const open = { ...USUAL_TIMES, off }
    expect(freeSlots(d('2026-04-14'), [], open)).toEqual([])
    const window = windowAfter('attended', d('2026-03-09'))
    const best = bestAppointment(window, [], d('2026-03-09'), open)
    expect(best.ok && best.value.day.toString()).toBe('2026-04-15')
    const now = Temporal.Instant.from('2026-04-08T08:00:00Z')
    expect(chooseSlot({ day: d('2026-04-14') }, window, [], now, open)).toEqual({
      ok: false,
      error: 'closed',
    })
    expect(stripOf(window, [], now, open).filter(({ closed }) => closed === 'away')).toHaveLength(1)
  })
  it('can be booked until they end, and for two more weeks when nobody came', () => {
    const window = { from: d('2026-04-06'), to: d('2026-04-20') }
    const spans = (today: string) => {
      const { from, to } = bookable(window, d(today))
      return [from.toString(), to.toString()]
    }
    expect(spans('2026-03-09')).toEqual(['2026-04-06', '2026-04-20'])
    expect(spans('2026-04-10')).toEqual(['2026-04-10', '2026-04-20'])
    expect(spans('2026-04-21')).toEqual(['2026-04-21', '2026-05-05'])
  })
})

describe('the best appointment', () => {
  const today = d('2026-03-09')
  it('lies in the middle of the window', () => {
    const best = bestAppointment(windowAfter('attended', today), [], today)
    expect(best.ok && best.value.startsAt.toString()).toBe('2026-04-13T07:00:00Z')
  })
  it('comes as soon as may be after a no-show', () => {
    const best = bestAppointment(windowAfter('no-show', today), [], today)
    expect(best.ok && best.value.startsAt.toString()).toBe('2026-03-16T08:00:00Z')
  })
  it('goes round what the worker has and round holidays', () => {
    const window = windowAfter('attended', d('2026-03-02'))
    // The middle is Easter Monday.
    const taken = OFFICE_TIMES.map((time) => busy('2026-04-07', time))
    const best = bestAppointment(window, taken, today)
    expect(best.ok && best.value.startsAt.toString()).toBe('2026-04-08T07:00:00Z')
  })
  it('does not touch a talk off the grid', () => {
    const free = freeSlots(d('2026-04-08'), [busy('2026-04-08', '09:30')])
    expect(free.map(({ startsAt }) => startsAt.toString())).toEqual(
      OFFICE_TIMES.slice(2).map((time) => atOffice(d('2026-04-08'), time).toString()),
    )
  })
  it('is none when everything is taken or over', () => {
    const window = windowAfter('no-show', today)
    const taken = daysOf(window).flatMap((day) => OFFICE_TIMES.map((time) => busy(day.toString(), time)))
    expect(bestAppointment(window, taken, today)).toEqual({ ok: false, error: 'no-free-slot' })
    expect(bestAppointment(window, [], d('2026-06-01'))).toEqual({ ok: false, error: 'no-free-slot' })
  })
  it('is always inside the window, on a working day, after today and free', () => {
    const after = fc.constantFrom('plan-signed' as const, 'attended' as const, 'no-show' as const)
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 42 }), fc.constantFrom(...OFFICE_TIMES)))
    fc.assert(
      fc.property(anyDay, after, some, fc.integer({ min: -3, max: 20 }), (on, why, talks, late) => {
        const taken = talks.map(([days, time]) => busy(on.add({ days }).toString(), time))
        const now = on.add({ days: late })
        const best = bestAppointment(windowAfter(why, on), taken, now)
        if (!best.ok) return why === 'no-show'
        const { day, startsAt } = best.value
        const [least, most] = why === 'no-show' ? [7, 14] : [28, 42]
        const distance = on.until(day).days
        const wall = startsAt.toZonedDateTimeISO('Europe/Berlin')
        return (
          distance >= least &&
          distance <= most &&
          day.dayOfWeek <= 5 &&
          !holidayOn(day) &&
          Temporal.PlainDate.compare(day, now) > 0 &&
          OFFICE_TIMES.includes(wall.toPlainTime().toString({ smallestUnit: 'minute' })) &&
          wall.toPlainDate().equals(day) &&
          !taken.some((other) => other.startsAt.equals(startsAt))
        )
      }),
      { numRuns: 300 },
    )
  })
  it('gives many clients of one worker different times', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 2, max: 40 }), (on, clients) => {
        const taken: Busy[] = []
        for (let nth = 0; nth < clients; nth += 1) {
          const best = bestAppointment(windowAfter('attended', on), taken, on)
          if (!best.ok) return false
          taken.push({ startsAt: best.value.startsAt, minutes: 45 })
        }
        return new Set(taken.map(({ startsAt }) => startsAt.epochMilliseconds)).size === clients
      }),
      { numRuns: 10 },
    )
  })
})

describe('choosing another day', () => {
  const window = { from: d('2026-10-26'), to: d('2026-11-09') }
  const now = Temporal.Instant.from('2026-10-27T12:00:00Z')
  const choose = (day: string, time?: string, taken: Busy[] = []) =>
    chooseSlot({ day: d(day), time }, window, taken, now)

  it.each([
    ['2026-10-26', undefined, 'past'],
    ['2026-10-27', '09:00', 'past'],
    ['2026-11-01', undefined, 'closed'],
    ['2026-10-31', undefined, 'closed'],
    ['2026-11-10', undefined, 'outside'],
    ['2026-11-03', '09:10', 'off-hours'],
  ])('%s %s is refused: %s', (day, time, error) => {
    expect(choose(day, time)).toEqual({ ok: false, error })
  })
  it('gives the wished time, or the first free one', () => {
    const first = choose('2026-11-03')
    expect(first.ok && first.value.startsAt.toString()).toBe('2026-11-03T08:00:00Z')
    const later = choose('2026-11-03', undefined, [busy('2026-11-03', '09:00')])
    expect(later.ok && later.value.startsAt.toString()).toBe('2026-11-03T08:45:00Z')
    const today = choose('2026-10-27')
    expect(today.ok && today.value.startsAt.toString()).toBe('2026-10-27T12:30:00Z')
    const wished = choose('2026-11-03', '14:15')
    expect(wished.ok && wished.value.startsAt.toString()).toBe('2026-11-03T13:15:00Z')
  })
  it('refuses a taken time and a full day', () => {
    expect(choose('2026-11-03', '09:00', [busy('2026-11-03', '09:00')])).toEqual({
      ok: false,
      error: 'taken',
    })
    const full = OFFICE_TIMES.map((time) => busy('2026-11-03', time))
    expect(choose('2026-11-03', undefined, full)).toEqual({ ok: false, error: 'full' })
  })
  it('names the next free day', () => {
    const days = stripOf(window, [], now).map(({ day, free }) => ({ date: day.toString(), free }))
    expect(nextFreeDay(days, '2026-11-01')?.date).toBe('2026-11-02')
    expect(nextFreeDay(days, '2026-12-25')?.date).toBe('2026-10-27')
    expect(nextFreeDay([], '2026-12-25')).toBeUndefined()
  })
  it('shows the window as a strip with named holidays', () => {
    const strip = stripOf({ from: d('2026-10-30'), to: d('2026-11-02') }, [busy('2026-11-02', '09:00')], now)
    expect(strip.map(({ day, closed, free }) => [day.toString(), closed, free])).toEqual([
      ['2026-10-30', undefined, 6],
      ['2026-10-31', 'weekend', 0],
      ['2026-11-01', 'all-saints', 0],
      ['2026-11-02', undefined, 5],
    ])
  })
})

describe('outcomes', () => {
  const startsAt = Temporal.Instant.from('2026-04-13T07:00:00Z')
  const booked = { state: 'booked', talkResult: null, absenceCause: null, cancelledBy: null } as const
  const decide = (
    written: Omit<OutcomeFacts, 'state'> & { state: AppointmentState },
    told: ToldOutcome,
    now: string,
    on = '2026-04-13',
  ) =>
    decideOutcome(
      { ...written, startsAt, bookedOn: d('2026-03-09') },
      { ...told, on: d(on) },
      Temporal.Instant.from(now),
    )
  const after = '2026-04-13T09:00:00Z'

  it.each([
    [booked, 'attended', '2026-04-13T06:59:00Z', 'not-yet'],
    [booked, 'excused', '2026-04-13T06:59:00Z', 'not-yet'],
    [booked, 'no-show', '2026-04-12T12:00:00Z', 'not-yet'],
    [factsOf({ outcome: 'cancelled', by: 'client' }), 'attended', after, 'cancelled'],
    [factsOf({ outcome: 'attended' }), 'no-show', after, 'recorded-otherwise'],
    [factsOf({ outcome: 'attended' }), 'late', after, 'recorded-otherwise'],
    [factsOf({ outcome: 'no-show' }), 'attended', after, 'recorded-otherwise'],
    [factsOf({ outcome: 'no-show', cause: 'ill' }), 'no-show', after, 'recorded-otherwise'],
    [factsOf({ outcome: 'late', result: 'not-held' }), 'late', after, 'recorded-otherwise'],
  ] as const)('%j cannot become %s at %s: %s', (written, outcome, now, error) => {
    const on = now.slice(0, 10)
    expect(decide(written, { outcome }, now, on)).toEqual({ ok: false, error })
  })
  it('are written on the day of the talk or later, for a day that has been', () => {
    const attended = { outcome: 'attended' } as const
    expect(decide(booked, attended, '2026-04-13T07:00:00Z')).toEqual({ ok: true, value: 'record' })
    expect(decide(booked, { outcome: 'no-show' }, '2026-04-15T07:00:00Z', '2026-04-14').ok).toBe(true)
    expect(decide(booked, attended, '2026-04-15T07:00:00Z', '2026-04-12').ok).toBe(false)
    expect(decide(booked, attended, '2026-04-15T07:00:00Z', '2026-04-16').ok).toBe(false)
  })
  it('a talk is called off before it begins or after, never on a day to come', () => {
    const off = { outcome: 'cancelled', by: 'interpreter' } as const
    expect(decide(booked, off, '2026-04-01T09:00:00Z', '2026-04-01').ok).toBe(true)
    expect(decide(booked, off, '2026-04-14T09:00:00Z', '2026-04-10').ok).toBe(true)
    expect(decide(booked, off, '2026-04-01T09:00:00Z', '2026-04-02')).toEqual({
      ok: false,
      error: 'not-that-day',
    })
  })
  it('a talk is not called off on a day on which it was not agreed yet', () => {
    const off = { outcome: 'cancelled', by: 'client' } as const
    expect(decide(booked, off, '2026-04-01T09:00:00Z', '2026-03-09').ok).toBe(true)
    for (const on of ['2026-03-08', '0001-01-01', '0000-01-01'])
      expect(decide(booked, off, '2026-04-01T09:00:00Z', on)).toEqual({ ok: false, error: 'not-that-day' })
  })
  it.each(ATTENDANCES)('%s twice is the same', (outcome) => {
    expect(decide(factsOf({ outcome }), { outcome }, after)).toEqual({ ok: true, value: 'again' })
  })
  it('keeps of what was told only what belongs to the attendance', () => {
    const all = { result: 'cut-short', cause: 'work', by: 'client' } as const
    expect(ATTENDANCES.map((outcome) => factsOf({ outcome, ...all }))).toEqual([
      { state: 'attended', talkResult: 'cut-short', absenceCause: null, cancelledBy: null },
      { state: 'late', talkResult: 'cut-short', absenceCause: null, cancelledBy: null },
      { state: 'excused', talkResult: null, absenceCause: 'work', cancelledBy: null },
      { state: 'no-show', talkResult: null, absenceCause: 'work', cancelledBy: null },
      { state: 'cancelled', talkResult: null, absenceCause: null, cancelledBy: 'client' },
    ])
  })
  it('late counts as attended; only a no-show is one; where no talk was held the window stays', () => {
    const next = (told: ToldOutcome) => nextAfter(factsOf(told))
    for (const outcome of ['attended', 'late'] as const) {
      expect(TALK_RESULTS.map((result) => next({ outcome, result }))).toEqual([
        'attended',
        'attended',
        null,
        null,
      ])
    }
    expect(next({ outcome: 'no-show' })).toBe('no-show')
    expect([next({ outcome: 'excused' }), next({ outcome: 'cancelled' })]).toEqual([null, null])
  })
  it('reads the day on the wall of the office', () => {
    expect(dayAtOffice(Temporal.Instant.from('2026-04-12T22:30:00Z')).toString()).toBe('2026-04-13')
  })
})

describe('a new time in the same window', () => {
  it('is tried from the day after the one that fell away, and never lies outside what is left', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: -60, max: 60 }),
        (from, length, away) => {
          const window = { from, to: from.add({ days: length }) }
          const today = from.add({ days: away })
          const fell = from.add({ days: Math.min(length, 5) })
          const anew = anewIn(window, fell, today)
          const best = bestAppointment(anew, [wholeDay(fell)], today)
          const late = Temporal.PlainDate.compare(today, window.to) >= 0
          return (
            anew.aim >= 0 &&
            Temporal.PlainDate.compare(anew.from.add({ days: anew.aim }), anew.to) <= 0 &&
            (late || Temporal.PlainDate.compare(anew.to, window.to) === 0) &&
            (!best.ok ||
              (!best.value.day.equals(fell) &&
                Temporal.PlainDate.compare(best.value.day, today) > 0 &&
                Temporal.PlainDate.compare(best.value.day, anew.to) <= 0))
          )
        },
      ),
      { numRuns: 300 },
    )
  })
  it('the day after, where it is free', () => {
    const anew = anewIn({ from: d('2026-04-06'), to: d('2026-04-20') }, d('2026-04-13'), d('2026-04-02'))
    const best = bestAppointment(anew, [wholeDay(d('2026-04-13'))], d('2026-04-02'))
    expect(best.ok && best.value.startsAt.toString()).toBe('2026-04-14T07:00:00Z')
  })
})
