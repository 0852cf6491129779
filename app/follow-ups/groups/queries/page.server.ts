import { and, asc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CityWork } from '../../../../db/act.ts'
import { actor } from '../../../../db/city/schema/actor.ts'
import { client, person } from '../../../../db/city/schema/clients.ts'
import { groupTalk } from '../../../../db/city/schema/diary.ts'
import { appointment, clientReply } from '../../../../db/city/schema/follow-ups.ts'
import type { StaffDb } from '../../../../db/handles.ts'
import { type Room, roomsOf } from '../../rooms/queries.server.ts'
import type { AppointmentState, OutcomeFacts } from '../../rules/outcome.ts'
import type { ReplyKind } from '../../rules/replies.ts'
import { dayAtOffice } from '../../rules/working-days.ts'
import { type GroupPhase, phaseOf, venueOf } from '../rules.ts'
import { type Proposal, proposalsFor } from './proposals.server.ts'

export interface Member extends Omit<OutcomeFacts, 'state'> {
  appointmentId: string
  clientId: string
  familyName: string
  givenName: string
  leadName: string | null
  state: AppointmentState
  reply: ReplyKind | null
}

export interface GroupPage {
  id: string
  title: string
  /** ISO instant. */
  startsAt: string
  /** ISO date. */
  day: string
  minutes: number
  place: string
  at: 'office' | 'elsewhere'
  roomId: number | null
  travel: number
  capacity: number
  responsible: string
  madeBy: string
  phase: GroupPhase
  /** Its day is over: nobody comes in or is called off any more. */
  over: boolean
  /** By name; called off last. */
  members: Member[]
  /** Have a seat, and whoever asks may not see their files. */
  hidden: number
  rooms: Room[]
  /** Whose window includes its day. */
  proposals: Proposal[]
}

const maker = alias(actor, 'maker')
const lead = alias(actor, 'lead')

/** Undefined when the city has no such group. */
export async function groupPage(city: CityWork, groupId: string): Promise<GroupPage | undefined> {
  const { db, now, today } = city
  const [found] = await db
    .select({ group: groupTalk, responsible: actor.name, madeBy: maker.name })
    .from(groupTalk)
    .innerJoin(actor, eq(actor.id, groupTalk.responsibleId))
    .innerJoin(maker, eq(maker.id, groupTalk.madeBy))
    .where(eq(groupTalk.id, groupId))
  if (!found) return undefined
  const { group, responsible, madeBy } = found
  const { title, startsAt, minutes, place, roomId, travelMinutes: travel, capacity } = group
  const calledOff = group.calledOffAt !== null
  const day = dayAtOffice(startsAt).toString()
  const over = day < today.toString()
  const { members, hidden } = await membersOf(db, groupId)
  const full = members.filter(({ state }) => state !== 'cancelled').length + hidden >= capacity
  return {
    ...{ id: groupId, title, startsAt: startsAt.toString(), day, minutes, place, roomId, travel, capacity },
    ...{ responsible, madeBy, over, members, hidden },
    at: venueOf(group) === 'office' ? 'office' : 'elsewhere',
    phase: phaseOf({ startsAt, minutes, calledOff }, now),
    rooms: await roomsOf(db),
    proposals: over || full || calledOff ? [] : await proposalsFor(city, { ...group, day, members }),
  }
}

/** Who has the group; undefined when the city has no such group. */
export async function responsibleFor(db: StaffDb, groupId: string): Promise<string | undefined> {
  const [found] = await db
    .select({ responsibleId: groupTalk.responsibleId })
    .from(groupTalk)
    .where(eq(groupTalk.id, groupId))
  return found?.responsibleId
}

async function membersOf(db: StaffDb, groupId: string): Promise<{ members: Member[]; hidden: number }> {
  const rows = await db
    .select({
      appointment,
      familyName: person.familyName,
      givenName: person.givenName,
      leadName: lead.name,
      reply: clientReply.kind,
    })
    .from(appointment)
    .leftJoin(client, eq(client.id, appointment.clientId))
    .leftJoin(person, eq(person.id, client.personId))
    .leftJoin(lead, eq(lead.id, client.leadId))
    .leftJoin(clientReply, and(eq(clientReply.appointmentId, appointment.id), isNull(clientReply.replacedAt)))
    .where(and(eq(appointment.groupId, groupId), isNull(appointment.voidedAt)))
    .orderBy(asc(person.familyName), asc(person.givenName), asc(appointment.id))
  // What was moved is told by the row it was moved to.
  const told = rows.filter(({ appointment: { cancelledBy } }) => cancelledBy !== 'moved')
  const members = told.flatMap(({ appointment: row, familyName, givenName, leadName, reply }) => {
    if (familyName === null) return []
    const { id: appointmentId, clientId, state, talkResult, absenceCause, cancelledBy } = row
    const facts = { state, talkResult, absenceCause, cancelledBy }
    return [{ appointmentId, clientId, familyName, givenName: givenName ?? '', leadName, reply, ...facts }]
  })
  return {
    members: [
      ...members.filter(({ state }) => state !== 'cancelled'),
      ...members.filter(({ state }) => state === 'cancelled'),
    ],
    hidden: told.filter(
      ({ familyName, appointment: { state } }) => familyName === null && state !== 'cancelled',
    ).length,
  }
}
