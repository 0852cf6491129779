import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../../db/act.ts'
import { groupTalk } from '../../../../db/city/schema/diary.ts'
import { appointment } from '../../../../db/city/schema/follow-ups.ts'
import { fail, ok, type Result } from '../../../kit/result.ts'
import { runningParticipation } from '../../../programmes/queries.server.ts'
import { type Appointment, lockClient } from '../../commands/booking.server.ts'
import { recordOutcome } from '../../commands/outcome.server.ts'
import { announce, tellWhoExpects } from '../../commands/plan.server.ts'
import type { ToldOutcome } from '../../rules/outcome.ts'
import type { Busy } from '../../rules/slots.ts'
import { dayAtOffice } from '../../rules/working-days.ts'
import { decideMember, type MemberError, venueOf } from '../rules.ts'
import { type Group, holdGroup, membersIn } from './hold.server.ts'

export type AddError = MemberError | 'no-group' | 'no-client' | 'client-closed'

/**
 * Gives a client a seat: an appointment of her own at the time of the group, with her own reminders. Of two who add to
 * the last seat at once the second one is told that it is taken. Answers when she is first written to (ISO instant).
 */
export async function addMember(
  city: CityWork,
  { groupId, clientId }: { groupId: string; clientId: string },
): Promise<Result<string | null, AddError>> {
  const locked = await lockClient(city, clientId)
  if (!locked.ok) return locked
  const group = await holdGroup(city, groupId)
  if (!group) return fail('no-group')
  const members = await membersIn(city, groupId)
  const participationId = await runningParticipation(city.db, clientId)
  const decided = decideMember(
    {
      ...{ startsAt: group.startsAt, minutes: group.minutes, capacity: group.capacity },
      calledOff: group.calledOffAt !== null,
      taken: members.length,
      member: members.some((member) => member.clientId === clientId),
      takesPart: participationId !== undefined,
      busy: await talksOfClient(city, clientId),
    },
    city.now,
  )
  if (!decided.ok) return decided
  if (!participationId) return fail('no-part')
  const made = await insertMember(city, group, { clientId, participationId })
  await touch(city, groupId)
  return ok(await announce(city, made, { group: group.title }))
}

const talksOfClient = ({ db }: CityWork, clientId: string): Promise<Busy[]> =>
  db
    .select({ startsAt: appointment.startsAt, minutes: appointment.minutes })
    .from(appointment)
    .where(
      and(eq(appointment.clientId, clientId), eq(appointment.state, 'booked'), isNull(appointment.voidedAt)),
    )

/** Her own row, with the time and place of the group as it is now. */
export async function insertMember(
  { db, now, today, actor }: CityWork,
  group: Group,
  of: { clientId: string; participationId: string },
): Promise<Appointment> {
  const { id, startsAt, minutes, place, roomId, travelMinutes, responsibleId } = group
  const [made] = await db
    .insert(appointment)
    .values({
      ...of,
      ...{ groupId: id, startsAt, minutes, place, roomId, travelMinutes, responsibleId },
      ...{ venue: venueOf(group), state: 'booked' as const, occurredOn: today.toString() },
      ...{ recordedAt: now, recordedBy: actor.id, conductedBy: actor.id },
    })
    .returning()
  if (!made) throw new Error('No appointment was made')
  return made
}

/** A calendar asks when it was changed last. */
const touch = ({ db, now }: CityWork, groupId: string) =>
  db.update(groupTalk).set({ changedAt: now }).where(eq(groupTalk.id, groupId))

export type MemberOutcomeError =
  | 'no-member'
  | 'group-changed'
  | 'not-yet'
  | 'not-that-day'
  | 'cancelled'
  | 'recorded-otherwise'

/** Who in this group: undefined when the appointment is none of it. */
async function memberOf({ db }: CityWork, groupId: string, appointmentId: string) {
  const [found] = await db
    .select()
    .from(appointment)
    .where(
      and(eq(appointment.id, appointmentId), eq(appointment.groupId, groupId), isNull(appointment.voidedAt)),
    )
  return found
}

/** What became of one of them; `on` is an ISO date. Before it begins she can only be taken out. */
export async function recordMember(
  city: CityWork,
  { groupId, ...told }: ToldOutcome & { groupId: string; appointmentId: string; note: string; on: string },
): Promise<Result<null, MemberOutcomeError>> {
  const member = await memberOf(city, groupId, told.appointmentId)
  if (!member) return fail('no-member')
  const done = await recordOutcome(city, told)
  if (!done.ok) return fail(done.error === 'no-appointment' ? 'no-member' : done.error)
  if (told.outcome === 'cancelled' && told.by !== 'client') await tellWhoExpects(city, member)
  await touch(city, groupId)
  return ok(null)
}

/** Takes a client out again: her appointment is called off by the office, and her seat is free. Twice is once. */
export const takeOut = (
  city: CityWork,
  { groupId, appointmentId }: { groupId: string; appointmentId: string },
): Promise<Result<null, MemberOutcomeError>> =>
  recordMember(city, {
    ...{ groupId, appointmentId, outcome: 'cancelled', by: 'office' },
    ...{ note: '', on: city.today.toString() },
  })

/**
 * All of these came. Whose outcome is written already keeps it. `group-changed`: one of them was taken out since the page
 * was read. Answers how many were written now.
 */
export async function recordAttended(
  city: CityWork,
  { groupId, who }: { groupId: string; who: readonly string[] },
): Promise<Result<number, MemberOutcomeError>> {
  const members = await membersIn(city, groupId)
  const chosen = members.filter(({ id }) => who.includes(id))
  for (const id of who)
    if (!chosen.some((member) => member.id === id))
      return fail((await memberOf(city, groupId, id)) ? 'group-changed' : 'no-member')
  let written = 0
  for (const { id, state, startsAt } of chosen) {
    if (state !== 'booked') continue
    const on = dayAtOffice(startsAt).toString()
    const told = { groupId, appointmentId: id, outcome: 'attended', note: '', on } as const
    const done = await recordMember(city, told)
    if (!done.ok) return done
    written += 1
  }
  return ok(written)
}
