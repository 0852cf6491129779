/** Taking back, restoring and moving what somebody recorded, and what the file says then. */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import { recorded } from '../../app/clients/commands.server.ts'
import { recordOutcome } from '../../app/follow-ups/commands.server.ts'
import type { ActAddress } from '../../app/undo/acts.server.ts'
import { moveAct, restoreAct, takeBack } from '../../app/undo/commands.server.ts'
import { undoPage } from '../../app/undo/queries.server.ts'
import type { CityWork } from '../../db/act.ts'
import { timeline } from '../../db/city/schema/clients.ts'
import { appointment, followUpSchedule } from '../../db/city/schema/follow-ups.ts'
import { workPlan } from '../../db/city/schema/work-plans.ts'
import type { TestCity } from './city.ts'
import { makeClient } from './people.ts'
import { makeTalk, type Talk } from './talks.ts'

/** Why what is taken back is taken back. */
export const REASON = 'Falsche Akte'
export const START = '2026-03-09T08:00:00Z'

export const at = (kind: ActAddress['kind'], clientId: string, actId: string): ActAddress => ({
  kind,
  clientId,
  actId,
})

/** A job as the form of a placement tells it. */
export const job = (employer: string, firstDay = '2026-03-09') => ({
  formKey: randomUUID(),
  employer,
  town: 'Wuppertal',
  jobTitle: 'Verkauf',
  workingTime: 'part-time' as const,
  hoursPerWeek: 20,
  firstDay,
  sure: false,
})

/** In force since 9 March, as rows. */
export async function signedPlan(
  work: CityWork,
  { clientId, participationId }: Pick<Talk, 'clientId' | 'participationId'>,
): Promise<void> {
  const on = '2026-03-09'
  await work.db.insert(workPlan).values({ clientId, participationId, inForceOn: on, ...recorded(work, on) })
}

/** The hands of a caseworker, and her eyes; `cityOf` is asked when they are used. */
export function takingBack(cityOf: () => TestCity) {
  const work = <T>(body: (at: CityWork) => Promise<T>): Promise<T> => cityOf().work(body)
  const talksOf = (clientId: string) =>
    work(({ db }) =>
      db
        .select()
        .from(appointment)
        .where(
          and(
            eq(appointment.clientId, clientId),
            ne(appointment.state, 'cancelled'),
            isNull(appointment.voidedAt),
          ),
        )
        .orderBy(appointment.startsAt),
    )
  return {
    undo: (act: ActAddress) => work((made) => takeBack(made, act, { reason: REASON })),
    restore: (act: ActAddress) => work((made) => restoreAct(made, act, { reason: 'War doch richtig' })),
    move: (act: ActAddress, targetId: string, formKey: string = randomUUID()) =>
      work((made) => moveAct(made, act, { targetId, reason: REASON, formKey })),
    pageOf: (act: ActAddress) => work((made) => undoPage(made, act)),
    newClient: () => work((made) => makeClient(made)),
    /** Kinds of the lines of a file, the oldest first. */
    told: (clientId: string) =>
      work(async ({ db }) => {
        const rows = await db
          .select()
          .from(timeline)
          .where(eq(timeline.clientId, clientId))
          .orderBy(timeline.id)
        return rows.map(({ kind }) => kind)
      }),
    windowOf: (clientId: string) =>
      work(async ({ db }) => {
        const [live] = await db
          .select({ from: followUpSchedule.windowFrom, to: followUpSchedule.windowTo })
          .from(followUpSchedule)
          .where(and(eq(followUpSchedule.clientId, clientId), eq(followUpSchedule.state, 'live')))
        return live
      }),
    talksOf,
    bookedOf: async (clientId: string) => (await talksOf(clientId)).filter(({ state }) => state === 'booked'),
    /** A client whose first talk after signing was held on 16 April. */
    async heldTalk(): Promise<Talk> {
      const city = cityOf()
      city.clock.set(START)
      const talk = await makeTalk(city)
      await work((made) => signedPlan(made, talk))
      city.clock.set('2026-04-16T12:00:00Z')
      const outcome = {
        appointmentId: talk.appointmentId,
        outcome: 'attended',
        note: 'Kurs begonnen',
        on: '2026-04-16',
      } as const
      await work((made) => recordOutcome(made, outcome))
      return talk
    },
  }
}
