import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { isWorkingDay, OFFICE_TIMES } from '../follow-ups/rules/working-days.ts'
import { forecast, freeTimes, HORIZON_DAYS, type Waiting, type Worker } from './rules.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const on = (days: number): Temporal.PlainDate => today.add({ days })
const worker = (id: string, more: Partial<Worker> = {}): Worker => ({
  id,
  absences: [],
  booked: new Map(),
  ...more,
})
const people = (workerId: string | null, from: number, to: number, count: number): Waiting => ({
  workerId,
  from: on(from),
  to: on(to),
  count,
})
const overdueAt = (answer: ReturnType<typeof forecast>, nth: number): number | undefined =>
  answer.days[nth - 1]?.overdue

describe('free times', () => {
  it('are those of a working day without the talks that are booked, and none when she is away', () => {
    const ada = worker('ada', {
      booked: new Map([[on(1).toString(), 2]]),
      absences: [{ from: on(2), until: on(3) }],
    })
    expect([1, 2, 3, 4, 5].map((days) => freeTimes(ada, on(days)))).toEqual([
      OFFICE_TIMES.length - 2,
      0,
      0,
      OFFICE_TIMES.length,
      0,
    ])
  })
})

describe('the forecast', () => {
  it('sees who closes first first, and nobody before the window opens', () => {
    const waiting = [people('ada', 5, 9, 3), people('ada', -20, -1, OFFICE_TIMES.length + 1)]
    const { days, byWorker } = forecast({ today, workers: [worker('ada')], waiting })
    expect(days[0]).toEqual({ day: on(1), overdue: 1, free: OFFICE_TIMES.length, used: OFFICE_TIMES.length })
    expect(days[1]).toMatchObject({ overdue: 0, used: 1 })
    expect(days.slice(2, 6).map(({ used }) => used)).toEqual([0, 0, 0, 0])
    expect(days[6]).toMatchObject({ used: 3 })
    expect(byWorker).toEqual([])
  })

  it('leaves the people of somebody who is away to those who come in addition, and to nobody else', () => {
    const waiting = [people('ada', 0, 10, 4), people('bo', 0, 10, 4), people(null, 0, 10, 2)]
    const workers = [worker('ada'), worker('bo')]
    const away = forecast({ today, workers, waiting, absentId: 'ada' })
    expect(overdueAt(away, 10)).toBe(0)
    expect(overdueAt(away, 11)).toBe(6)
    expect(away.byWorker).toEqual([
      { workerId: 'ada', overdue: 4 },
      { workerId: null, overdue: 2 },
    ])
    expect(overdueAt(forecast({ today, workers, waiting, absentId: 'ada', extra: 1 }), HORIZON_DAYS)).toBe(0)
  })

  const arbitrary = fc.record({
    today: fc
      .integer({ min: 0, max: 365 * 16 })
      .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days })),
    waiting: fc.array(
      fc.record({
        workerId: fc.constantFrom('ada', 'bo', null),
        from: fc.integer({ min: -40, max: 40 }),
        length: fc.integer({ min: 0, max: 14 }),
        count: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 20 },
    ),
    booked: fc.dictionary(fc.integer({ min: 1, max: 28 }).map(String), fc.integer({ min: 0, max: 9 })),
    extra: fc.integer({ min: 0, max: 3 }),
    absentId: fc.constantFrom(undefined, 'ada'),
  })

  it('is what playing it person by person gives, 2024 to 2040', () => {
    fc.assert(
      fc.property(arbitrary, ({ today: start, waiting, booked, extra, absentId }) => {
        const groups = waiting.map(({ workerId, from, length, count }) => ({
          workerId,
          from: start.add({ days: from }),
          to: start.add({ days: from + length }),
          count,
        }))
        const diary = new Map(
          Object.entries(booked).map(([d, n]) => [start.add({ days: Number(d) }).toString(), n]),
        )
        const workers = [worker('ada', { booked: diary }), worker('bo')]
        const answer = forecast({ today: start, workers, waiting: groups, extra, absentId })

        let rest = groups.flatMap(({ count, ...one }) => Array.from({ length: count }, () => ({ ...one })))
        const order = Temporal.PlainDate.compare
        for (let nth = 1; nth <= HORIZON_DAYS; nth += 1) {
          const day = start.add({ days: nth })
          const take = (mine: (workerId: string | null) => boolean): void => {
            const first = rest
              .filter(({ workerId, from }) => mine(workerId) && order(from, day) <= 0)
              .sort((a, b) => order(a.to, b.to) || order(a.from, b.from))[0]
            rest = rest.filter((one) => one !== first)
          }
          if (isWorkingDay(day)) {
            for (const { id, booked: talks } of workers)
              for (let n = talks.get(day.toString()) ?? 0; n < OFFICE_TIMES.length && id !== absentId; n += 1)
                take((workerId) => workerId === id)
            for (let n = 0; n < extra * OFFICE_TIMES.length; n += 1) take(() => true)
          }
          expect(overdueAt(answer, nth)).toBe(rest.filter(({ to }) => order(to, day) < 0).length)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('never gets worse with more people, nor better without one', () => {
    fc.assert(
      fc.property(arbitrary, ({ today: start, waiting, extra }) => {
        const groups = waiting.map(({ workerId, from, length, count }) => ({
          workerId,
          from: start.add({ days: from }),
          to: start.add({ days: from + length }),
          count,
        }))
        const question = { today: start, workers: [worker('ada'), worker('bo')], waiting: groups }
        const overdue = (more: { extra?: number; absentId?: string }): number =>
          overdueAt(forecast({ ...question, ...more }), HORIZON_DAYS) ?? -1
        expect(overdue({ extra: extra + 1 })).toBeLessThanOrEqual(overdue({ extra }))
        expect(overdue({ absentId: 'ada' })).toBeGreaterThanOrEqual(overdue({}))
      }),
      { numRuns: 150 },
    )
  })
})
