import { and, desc, eq, isNull } from 'drizzle-orm'
import { actor } from '../../../db/city/schema/actor.ts'
import { appointment, followUpSchedule } from '../../../db/city/schema/follow-ups.ts'
import type { StaffDb } from '../../../db/handles.ts'

export interface NextAppointment {
  appointmentId: string
  startsAt: string
  place: string
  responsible: string
  windowFrom: string | null
  windowTo: string | null
}

/** The booked talk of a client: the one ahead, else the one whose outcome is missing. A group is none. */
export async function nextAppointmentOf(db: StaffDb, clientId: string): Promise<NextAppointment | undefined> {
  const [found] = await db
    .select({
      appointmentId: appointment.id,
      startsAt: appointment.startsAt,
      place: appointment.place,
      responsible: actor.name,
      windowFrom: followUpSchedule.windowFrom,
      windowTo: followUpSchedule.windowTo,
    })
    .from(appointment)
    .innerJoin(actor, eq(actor.id, appointment.responsibleId))
    .leftJoin(followUpSchedule, eq(followUpSchedule.id, appointment.scheduleId))
    .where(
      and(
        eq(appointment.clientId, clientId),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
        isNull(appointment.groupId),
      ),
    )
    .orderBy(desc(appointment.startsAt))
    .limit(1)
  return found && { ...found, startsAt: found.startsAt.toString() }
}
