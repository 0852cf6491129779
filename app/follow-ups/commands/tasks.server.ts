import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { task } from '../../../db/city/schema/follow-ups.ts'
import { holdFile } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { TaskReason } from '../rules/tasks.ts'

export interface NewTask {
  clientId: string
  reason: TaskReason
  /** The row it is about; one task a reason and row, however often it is asked for. */
  refId: string
  /** ISO date. */
  dueOn: string
}

/** Hands something to a person because no machine may do it. */
export async function giveTask(city: CityWork, order: NewTask): Promise<void> {
  await city.db
    .insert(task)
    .values({ ...order, createdAt: city.now })
    .onConflictDoNothing()
}

/** The same, when it is to be done once more though it was done before. */
export async function giveTaskAgain(city: CityWork, order: NewTask): Promise<void> {
  await city.db
    .insert(task)
    .values({ ...order, createdAt: city.now })
    .onConflictDoUpdate({
      target: [task.reason, task.refId],
      set: { doneAt: null, doneBy: null, dueOn: order.dueOn },
    })
}

/** Somebody has done it. Twice is the same. */
export async function finishTask(
  city: CityWork,
  input: { clientId: string; taskId: string },
): Promise<Result<null, 'no-task'>> {
  if (!(await holdFile(city, input.clientId))) return fail('no-task')
  const own = and(eq(task.id, input.taskId), eq(task.clientId, input.clientId))
  const done = { doneAt: city.now, doneBy: city.actor.id }
  const [found] = await city.db.select({ id: task.id }).from(task).where(own)
  if (!found) return fail('no-task')
  await city.db
    .update(task)
    .set(done)
    .where(and(own, isNull(task.doneAt)))
  return ok(null)
}

const OF_A_TALK_AHEAD = [
  'talk-stays',
  'office-closed',
  'worker-away',
  'outside-hours',
  'interpreter-missing',
  'group-moved',
] as const satisfies TaskReason[]

/** A talk that was called off needs no other time any more, and nobody to translate. */
export async function withdrawMoveTasks(city: CityWork, appointmentId: string): Promise<void> {
  for (const reason of OF_A_TALK_AHEAD) await withdrawTask(city, { reason, refId: appointmentId })
}

/** What has come about by itself needs nobody any more. */
export async function withdrawTask(
  city: CityWork,
  { reason, refId }: Pick<NewTask, 'reason' | 'refId'>,
): Promise<void> {
  await city.db
    .update(task)
    .set({ doneAt: city.now, doneBy: city.actor.id })
    .where(and(eq(task.reason, reason), eq(task.refId, refId), isNull(task.doneAt)))
}
