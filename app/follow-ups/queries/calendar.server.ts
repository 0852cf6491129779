import { and, asc, eq, gte, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { closureDay, workerAbsence } from '../../../db/city/schema/follow-ups.ts'
import type { AbsenceReason } from '../rules/calendar.ts'

export interface ClosureLine {
  closureId: string
  /** ISO date. */
  day: string
  name: string
}

/** Days from today on which the office is closed, the next first. */
export const closuresAhead = ({ db, today }: CityWork): Promise<ClosureLine[]> =>
  db
    .select({ closureId: closureDay.id, day: closureDay.onDay, name: closureDay.name })
    .from(closureDay)
    .where(and(isNull(closureDay.liftedAt), gte(closureDay.onDay, today.toString())))
    .orderBy(asc(closureDay.onDay))
    .limit(400)

export interface AbsenceLine {
  absenceId: string
  workerId: string
  name: string
  /** ISO dates, both included. */
  from: string
  until: string
  reason: AbsenceReason
}

/** Absences that last or lie ahead, the next first; `of`: only hers. */
export const absencesFrom = ({ db, today }: CityWork, of: string | undefined): Promise<AbsenceLine[]> =>
  db
    .select({
      absenceId: workerAbsence.id,
      workerId: workerAbsence.actorId,
      name: actor.name,
      from: workerAbsence.fromOn,
      until: workerAbsence.untilOn,
      reason: workerAbsence.reason,
    })
    .from(workerAbsence)
    .innerJoin(actor, eq(actor.id, workerAbsence.actorId))
    .where(
      and(
        isNull(workerAbsence.liftedAt),
        gte(workerAbsence.untilOn, today.toString()),
        of ? eq(workerAbsence.actorId, of) : undefined,
      ),
    )
    .orderBy(asc(workerAbsence.fromOn), asc(actor.name))
    .limit(200)
