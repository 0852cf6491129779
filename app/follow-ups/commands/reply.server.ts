import { and, eq, isNull } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { appointment, clientReply } from '../../../db/city/schema/follow-ups.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { pauseReminders, resumeReminders } from '../../messages/commands.server.ts'
import { behindLink, freeTimesFor, type LinkedTalk } from '../link/talk.server.ts'
import { liveReply } from '../queries/reply.server.ts'
import { decideReply, type Reply, type ReplyError, type ReplyKind } from '../rules/replies.ts'
import type { TaskReason } from '../rules/tasks.ts'
import { lockClient } from './booking.server.ts'
import { giveTaskAgain, withdrawTask } from './tasks.server.ts'

export interface AnswerTalk {
  /** Whose link it is; a moved talk's leads to the one it became. */
  appointmentId: string
  /** The time the client read when he answered. */
  seen: Temporal.Instant
  told: Reply
}

/** What a person has to do about each answer. */
const TASK_OF = {
  confirmed: null,
  'cannot-come': 'cannot-come',
  proposes: 'proposes-time',
} as const satisfies Record<ReplyKind, TaskReason | null>

const STORY_OF = {
  confirmed: 'client-confirmed',
  'cannot-come': 'client-cannot-come',
  proposes: 'client-proposes',
} as const

/** Whoever was to hear from the client has heard from him. */
const ANSWERED = ['call', 'no-reaction', 'cannot-come', 'proposes-time'] as const

/**
 * Writes down what a client answered by his link, in place of what he answered before. The talk stays booked whatever it is: who
 * cannot come or would come at another time is a task of a person that day. The same answer again changes nothing.
 */
export async function answerTalk(
  city: CityWork,
  { appointmentId, seen, told }: AnswerTalk,
): Promise<Result<null, ReplyError>> {
  const [whose] = await city.db
    .select({ clientId: appointment.clientId })
    .from(appointment)
    .where(eq(appointment.id, appointmentId))
  if (!whose) return fail('ended')
  // Whoever moves the talk holds the client too: what is read now stays so until the answer is written.
  const locked = await lockClient(city, whose.clientId)
  if (!locked.ok) return fail('ended')
  const behind = await behindLink(city, appointmentId)
  if (behind.is !== 'open') return fail(behind.is)
  const { talk } = behind
  const free = told.kind === 'proposes' ? await freeTimesFor(city, talk) : []
  const live = await liveReply(city.db, talk.id)
  const facts = { talk, seen, live, free: free.map(({ startsAt }) => startsAt) }
  const decided = decideReply(told, facts, city.now)
  if (!decided.ok) return decided
  if (decided.value.next === 'write') await write(city, talk, decided.value.reply)
  return ok(null)
}

async function write(city: CityWork, talk: LinkedTalk['talk'], reply: Reply): Promise<void> {
  const { id: appointmentId, clientId, startsAt } = talk
  await city.db
    .update(clientReply)
    .set({ replacedAt: city.now })
    .where(and(eq(clientReply.appointmentId, appointmentId), isNull(clientReply.replacedAt)))
  await city.db
    .insert(clientReply)
    .values({ ...reply, proposed: [...reply.proposed], appointmentId, at: city.now })
  if (reply.kind === 'cannot-come') await pauseReminders(city, appointmentId)
  else await resumeReminders(city, { appointmentId, startsAt })
  const own = TASK_OF[reply.kind]
  for (const reason of ANSWERED)
    if (reason !== own) await withdrawTask(city, { reason, refId: appointmentId })
  const dueOn = city.today.toString()
  if (own) await giveTaskAgain(city, { clientId, reason: own, refId: appointmentId, dueOn })
  await writeTimeline(city, {
    clientId,
    occurredOn: dueOn,
    kind: STORY_OF[reply.kind],
    refId: appointmentId,
    words: { when: startsAt.toString() },
  })
}
