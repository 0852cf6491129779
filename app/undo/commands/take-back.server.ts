import { eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { holdFile } from '../../clients/commands.server.ts'
import { moveWindow, reckonWindow, reopenTalk, stopReminders } from '../../follow-ups/commands.server.ts'
import { reachAsRecorded } from '../../intake/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { withdrawKnock } from '../../outreach/knock-effects.server.ts'
import { restSigning } from '../../work-plans/commands/rest.server.ts'
import { type ActAddress, actOf } from '../acts.server.ts'
import { hindranceOf } from '../hindrances.server.ts'
import { movesWindow, type UndoError } from '../rules.ts'
import { markVoid, tellOf } from './mark.server.ts'

/**
 * Takes an act back: it stays in sight with its reason and counts nowhere; what is due is reckoned anew, what was not
 * sent yet is not sent. Twice, or by two at once, is once: the first reason stays. Answers when the client is first
 * written to (ISO instant), for `hintDue` after the act.
 */
export async function takeBack(
  city: CityWork,
  at: ActAddress,
  { reason }: { reason: string },
): Promise<Result<string | null, UndoError | 'not-found'>> {
  if (!(await holdFile(city, at.clientId))) return fail('not-found')
  const act = await actOf(city.db, at)
  if (!act) return fail('not-found')
  if (act.standing !== 'stands') return ok(null)
  if (await hindranceOf(city.db, at)) return fail('hindered')
  await markVoid(city, at, reason)
  await tellOf(city, 'taken-back', { at, act, reason })
  return ok(await followUp(city, at, reason))
}

/** What follows from an act that is void now. */
export async function followUp(
  city: CityWork,
  { kind, clientId, actId }: ActAddress,
  reason: string,
): Promise<string | null> {
  if (kind === 'visit') await withdrawKnock(city, actId, reason)
  if (kind === 'contact') await reachAsRecorded(city, clientId)
  if (kind === 'plan') await restSigning(city, actId)
  if (kind === 'plan') return reckonWindow(city, clientId)
  if (movesWindow(kind)) return moveWindow(city, clientId)
  if (kind !== 'appointment' && kind !== 'talk') return null
  await stopReminders(city, actId)
  if (kind === 'appointment') return null
  const [talk] = await city.db.select().from(appointment).where(eq(appointment.id, actId))
  if (!talk) throw new Error('A talk just taken back is gone')
  await reopenTalk(city, talk)
  return null
}
