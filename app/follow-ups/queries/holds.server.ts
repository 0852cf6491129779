import { and, desc, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { followUpHold, followUpSchedule } from '../../../db/city/schema/follow-ups.ts'
import type { StaffDb } from '../../../db/handles.ts'
import type { HoldReason } from '../rules/holds.ts'
import { isRule, type Rule } from '../rules/settle.ts'

export interface HoldLine {
  holdId: string
  reason: HoldReason
  /** ISO dates, both included; `endedOn` = the last day when somebody ended it. */
  from: string
  until: string
  endedOn: string | null
  by: string
}

/** Holds of a case that stand, the newest first. */
export const holdsOf = (db: StaffDb, clientId: string): Promise<HoldLine[]> =>
  db
    .select({
      holdId: followUpHold.id,
      reason: followUpHold.reason,
      from: followUpHold.fromOn,
      until: followUpHold.untilOn,
      endedOn: followUpHold.endedOn,
      by: actor.name,
    })
    .from(followUpHold)
    .innerJoin(actor, eq(actor.id, followUpHold.recordedBy))
    .where(and(eq(followUpHold.clientId, clientId), isNull(followUpHold.voidedAt)))
    .orderBy(desc(followUpHold.fromOn), desc(followUpHold.recordedAt))

export interface HoldPage {
  holds: HoldLine[]
  /** The one that runs or lies ahead, and whether it has begun. */
  open: (HoldLine & { begun: boolean }) | null
  /** The window that is open now; `rule` = null for one that a newer version of the engine made. */
  window: { from: string; to: string; rule: Rule | null; overdue: boolean } | null
}

/** Why the next talk is due when it is, and how the case rests. */
export async function holdPage({ db, today }: CityWork, clientId: string): Promise<HoldPage> {
  const holds = await holdsOf(db, clientId)
  const day = today.toString()
  const open = holds.find(({ endedOn, until }) => endedOn === null && until >= day)
  const [live] = await db
    .select({
      from: followUpSchedule.windowFrom,
      to: followUpSchedule.windowTo,
      rule: followUpSchedule.rule,
    })
    .from(followUpSchedule)
    .where(and(eq(followUpSchedule.clientId, clientId), eq(followUpSchedule.state, 'live')))
  return {
    holds,
    open: open ? { ...open, begun: open.from <= day } : null,
    window: live ? { ...live, rule: isRule(live.rule) ? live.rule : null, overdue: live.to < day } : null,
  }
}
