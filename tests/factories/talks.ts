import { eq } from 'drizzle-orm'
import { moveAppointment, planNextFollowUp } from '../../app/follow-ups/commands.server.ts'
import { hintDue } from '../../app/messages/commands.server.ts'
import { act, type CityWork } from '../../db/act.ts'
import { message } from '../../db/city/schema/messages.ts'
import type { TestCity } from './city.ts'
import { makeClient, type PersonFacts } from './people.ts'

/** Reminders of a talk on Thursday, 16 April 2026 at 9:00, and the check after them: none is moved by a day off. */
export const TALK_ON = '2026-04-16'
export const WEEK_BEFORE = '2026-04-09T07:00:00Z'
export const DAY_BEFORE = '2026-04-14T14:00:00Z'
export const CHECK = '2026-04-15T06:00:00Z'

export interface Talk {
  clientId: string
  personId: string
  participationId: string
  appointmentId: string
  weekBefore: string
  dayBefore: string
}

let nth = 0

/** A client whose plan was signed on 9 March 2026 and whose talk, the first in a colleague's diary, is on TALK_ON at 9:00. */
export async function makeTalk(city: TestCity, facts: PersonFacts = {}): Promise<Talk> {
  nth += 1
  const colleague = { id: `0c000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, name: `Person ${nth}` }
  const work = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(colleague), { action: 'change', subject: 'test' }, body)
  const opened = await work((at) => makeClient(at, facts))
  const plan = await work((at) => planNextFollowUp(at, { ...opened, after: 'plan-signed', on: '2026-03-09' }))
  if (!plan.ok) throw new Error(plan.error)
  const moved = await work((at) =>
    moveAppointment(at, { appointmentId: plan.value.appointmentId, day: TALK_ON }),
  )
  if (!moved.ok) throw new Error(moved.error)
  const { appointmentId, nextMessageAt } = moved.value
  await hintDue(city.databases.platform, city.slug, nextMessageAt)
  const rows = await work(({ db }) =>
    db.select().from(message).where(eq(message.appointmentId, appointmentId)),
  )
  const idOf = (kind: string): string =>
    rows.find((row) => row.kind === kind && row.channel === 'email')?.id ?? ''
  const { clientId, personId, participationId } = opened
  return {
    clientId,
    personId,
    participationId,
    appointmentId,
    weekBefore: idOf('week-before'),
    dayBefore: idOf('day-before'),
  }
}
