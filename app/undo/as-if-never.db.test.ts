/** Random acts, taken back and moved: figures and windows are those of a city in which only what stands ever happened. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { assessment } from '../../db/city/schema/assessments.ts'
import { counselling } from '../../db/city/schema/counselling.ts'
import { workPlan } from '../../db/city/schema/work-plans.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { type JobFacts, type Way, walk } from '../../tests/factories/way.ts'
import { recorded } from '../clients/commands.server.ts'
import { recordCounselling } from '../counselling/commands.server.ts'
import { countCounselling } from '../counselling/queries.server.ts'
import { bookedOn, liveSchedule, windowOf } from '../follow-ups/commands/booking.server.ts'
import { planNextFollowUp, recordOutcome } from '../follow-ups/commands.server.ts'
import { dueWindow, type NextAfter } from '../follow-ups/rules/windows.ts'
import { recordPlacement } from '../placements/commands.server.ts'
import { countFigures } from '../reports/queries.server.ts'
import type { ActAddress } from './acts.server.ts'
import { moveAct, restoreAct, takeBack } from './commands.server.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let real: TestCity
let asIf: TestCity
beforeAll(async () => {
  real = await makeCity()
  asIf = await makeCity()
})
afterAll(async () => {
  await real.remove()
  await asIf.remove()
})

const ENTERED = '2026-03-02'
/** The plans of both are signed a week apart, so that their talks do not fall on one day. */
const SIGNED = ['2026-03-02', '2026-03-09'] as const

/** What stands of one person, in the order in which it happened. */
interface Stands {
  clientId: string
  way: Way & { jobs: JobFacts[] }
  minutes: number[]
  last: { after: NextAfter; on: string }
}

const step = fc.record({
  who: fc.constantFrom(0, 1),
  act: fc.constantFrom('assess', 'place', 'counsel', 'talk'),
  fate: fc.constantFrom('stays', 'is taken back', 'moves', 'stands again'),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const today = (): string => real.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()
const reason = 'Zufällig'

async function enter(signedOn: string): Promise<Stands> {
  real.clock.set(`${ENTERED}T08:00:00Z`)
  const opened = await real.work((work) => makeClient(work))
  real.clock.set(`${signedOn}T08:00:00Z`)
  const { clientId, participationId } = opened
  await real.work((work) =>
    work.db.insert(workPlan).values({
      clientId,
      participationId,
      inForceOn: signedOn,
      ...recorded(work, signedOn),
    }),
  )
  await real.work((work) => planNextFollowUp(work, { ...opened, after: 'plan-signed', on: signedOn }))
  const way = { programmeId: asIf.programmeId, enteredOn: ENTERED, signedOn, jobs: [] }
  return { clientId, way, minutes: [], last: { after: 'plan-signed', on: signedOn } }
}

interface Done {
  at: ActAddress
  /** Writes it down for whom it stands with. */
  stand: (person: Stands) => void
}

/** One act of a person; undefined when there is nothing to do, as without a talk that is booked. */
async function perform({ clientId }: Stands, act: Step['act']): Promise<Done | undefined> {
  const on = today()
  const id = randomUUID()
  if (act === 'assess') {
    await real.work(async (work) => {
      const { participationId } = (await liveSchedule(work.db, clientId)) ?? { participationId: '' }
      const facts = { isced: 2, motivation: 3, germanOral: 'a1', germanWritten: 'a0' } as const
      await work.db
        .insert(assessment)
        .values({ id, clientId, participationId, ...facts, ...recorded(work, on) })
    })
    return {
      at: { kind: 'assessment', clientId, actId: id },
      stand: (person) => {
        person.way.assessedOn ??= on
      },
    }
  }
  if (act === 'place') {
    const job = {
      employer: `Betrieb ${id}`,
      town: 'W',
      jobTitle: 'Lager',
      hoursPerWeek: 20,
      firstDay: on,
      sure: true,
    }
    await real.work((work) =>
      recordPlacement(work, clientId, { formKey: id, workingTime: 'part-time', ...job }),
    )
    return {
      at: { kind: 'placement', clientId, actId: id },
      stand: (person) => person.way.jobs.push({ from: on }),
    }
  }
  if (act === 'counsel') {
    const told = { kind: 'phone', minutes: 20, withWhom: '', interpreter: false, note: 'Anruf' } as const
    await real.work((work) => recordCounselling(work, clientId, { formKey: id, occurredOn: on, ...told }))
    return {
      at: { kind: 'counselling', clientId, actId: id },
      stand: (person) => person.minutes.push(20),
    }
  }
  const booked = await real.work(async ({ db }) => {
    const live = await liveSchedule(db, clientId)
    return live && (await bookedOn(db, live.id))
  })
  if (!booked) return undefined
  const begun = booked.startsAt.add({ hours: 1 })
  if (Temporal.Instant.compare(begun, real.clock.now()) > 0) real.clock.set(begun.toString())
  const heldOn = today()
  const outcome = { appointmentId: booked.id, outcome: 'attended', note: '', on: heldOn } as const
  const written = await real.work((work) => recordOutcome(work, outcome))
  if (!written.ok) throw new Error(written.error)
  return {
    at: { kind: 'talk', clientId, actId: booked.id },
    stand: (person) => {
      person.last = { after: 'attended', on: heldOn }
    },
  }
}

async function live(person: Stands, other: Stands, { act, fate }: Step): Promise<void> {
  const done = await perform(person, act)
  if (!done) return
  const { at, stand } = done
  if (fate === 'moves') {
    const order = { targetId: other.clientId, reason, formKey: randomUUID() }
    const moved = await real.work((work) => moveAct(work, at, order))
    // Refused where she has a talk of her own that day: then it stays.
    return stand(moved.ok ? other : person)
  }
  if (fate !== 'stays') {
    const undone = await real.work((work) => takeBack(work, at, { reason }))
    expect([act, undone.ok]).toEqual([act, true])
  }
  if (fate === 'stands again') {
    const restored = await real.work((work) => restoreAct(work, at, { reason }))
    expect([act, restored.ok]).toEqual([act, true])
  }
  if (fate !== 'is taken back') stand(person)
}

const figures = (city: TestCity) =>
  city.work(async ({ db }) => ({
    way: await countFigures(db, { from: null, to: null }, today()),
    hours: await countCounselling(db, { programmeId: null, from: null, to: null }),
  }))

async function windowNow(clientId: string): Promise<string[]> {
  const schedule = await real.work(({ db }) => liveSchedule(db, clientId))
  if (!schedule) return []
  const { from, to } = windowOf(schedule)
  return [from.toString(), to.toString()]
}

it('leaves no trace in figures and windows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
      const people = [await enter(SIGNED[0]), await enter(SIGNED[1])] as const
      // A talk of the day of a plan carries it, and is not taken back before it.
      real.clock.set('2026-03-10T08:00:00Z')
      for (const one of steps) await live(people[one.who === 0 ? 0 : 1], people[one.who === 0 ? 1 : 0], one)
      asIf.clock.set(real.clock.now().toString())
      for (const { way, minutes } of people)
        await asIf.work(async (work) => {
          const { clientId, participationId } = await walk(work, way)
          for (const each of minutes)
            await work.db.insert(counselling).values({
              clientId,
              participationId,
              kind: 'phone',
              minutes: each,
              note: 'Anruf',
              ...recorded(work),
            })
        })
      expect(await figures(real)).toEqual(await figures(asIf))
      for (const { clientId, last, way } of people) {
        const [job] = way.jobs.map((one) => one.from).sort((a, b) => b.localeCompare(a))
        const { from, to } = dueWindow({
          last: { after: last.after, on: Temporal.PlainDate.from(last.on) },
          job: job === undefined ? null : { since: Temporal.PlainDate.from(job), until: null },
        })
        expect(await windowNow(clientId)).toEqual([from.toString(), to.toString()])
      }
    }),
    // A city is not emptied between two runs: what a run that failed left behind would count in the next.
    {
      numRuns: 8,
      endOnFailure: true,
      // A time that was called off and agreed once more stood against the talk held then.
      examples: [
        [
          [
            { who: 1, act: 'talk', fate: 'stands again' },
            { who: 0, act: 'talk', fate: 'moves' },
            { who: 1, act: 'talk', fate: 'stands again' },
          ],
        ],
      ],
    },
  )
})
