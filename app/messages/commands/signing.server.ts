/** What is said to a client about a plan that waits for his signature, one message after the other. */
import { and, eq, inArray, isNull, max, notExists, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { client, personContact } from '../../../db/city/schema/clients.ts'
import { task } from '../../../db/city/schema/follow-ups.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { signature, signingRequest, workPlanVersion } from '../../../db/city/schema/work-plans.ts'
import { giveTask, withdrawTask } from '../../follow-ups/commands/tasks.server.ts'
import { MOST_SIGNING_REMINDERS, type PlanKind, signingReminderAt } from '../rules.ts'

interface OfVersion {
  clientId: string
  versionId: string
}

/** The next reminder of an unsigned version, after `reminders` of them. Answers when (ISO instant); null = there is none. */
export async function planSigningReminder(
  city: CityWork,
  { reminders, ...of }: OfVersion & { reminders: number },
): Promise<string | null> {
  const at = signingReminderAt(reminders, city.now)
  if (at) await put(city, of, 'plan-reminder', at)
  return at?.toString() ?? null
}

/** A link goes out now, because somebody asked for it; the reminders begin anew. Answers when it is due (ISO instant). */
export async function planSigningLink(city: CityWork, of: OfVersion): Promise<string> {
  await stop(city, of.versionId, 'asked-anew')
  await withdrawUnsigned(city, of.versionId)
  await put(city, of, 'plan-to-sign', city.now)
  return city.now.toString()
}

/** Signed by the client, or not to be signed any more: nothing more is said, and nobody need ask. */
export async function endSigning(
  city: CityWork,
  versionId: string,
  reason: 'signed' | 'withdrawn',
): Promise<void> {
  await stop(city, versionId, reason)
  await withdrawUnsigned(city, versionId)
  await withdrawTask(city, { reason: 'plan-countersign', refId: versionId })
}

/** Nobody can be written to at that address: a person asks, and no further reminder goes there. */
export async function endReminders(
  city: CityWork,
  { messageId, ...of }: OfVersion & { messageId: string },
): Promise<void> {
  await stop(city, of.versionId, 'address-blocked')
  if (await waitsForClient(city, of.versionId))
    await giveTask(city, {
      clientId: of.clientId,
      reason: 'plan-unsigned',
      refId: messageId,
      dueOn: city.today.toString(),
    })
}

/** Each round of reminders ends in a task of its own: that of its last message. */
const withdrawUnsigned = async ({ db, now, actor }: CityWork, versionId: string) =>
  db
    .update(task)
    .set({ doneAt: now, doneBy: actor.id })
    .where(
      and(
        eq(task.reason, 'plan-unsigned'),
        isNull(task.doneAt),
        inArray(
          task.refId,
          db.select({ id: message.id }).from(message).where(eq(message.versionId, versionId)),
        ),
      ),
    )

const stop = async (
  city: CityWork,
  versionId: string,
  reason: 'signed' | 'withdrawn' | 'asked-anew' | 'address-blocked',
) =>
  city.db
    .update(message)
    .set({ state: 'skipped', nextAt: null, reason, closedAt: city.now })
    .where(and(eq(message.versionId, versionId), eq(message.state, 'due')))

async function put(
  { db, now }: CityWork,
  { clientId, versionId }: OfVersion,
  kind: PlanKind,
  nextAt: CityWork['now'],
): Promise<void> {
  const [last] = await db
    .select({ nth: max(message.nth) })
    .from(message)
    .where(and(eq(message.versionId, versionId), eq(message.kind, kind)))
  const [contact] = await db
    .select({ language: personContact.language })
    .from(client)
    .leftJoin(personContact, eq(personContact.personId, client.personId))
    .where(eq(client.id, clientId))
  await db
    .insert(message)
    .values({
      clientId,
      versionId,
      kind,
      nth: (last?.nth ?? 0) + 1,
      channel: 'email',
      language: contact?.language ?? 'und',
      nextAt,
      createdAt: now,
    })
    .onConflictDoNothing()
}

async function waitsForClient({ db }: CityWork, versionId: string): Promise<boolean> {
  const waiting = await db
    .select({ id: workPlanVersion.id })
    .from(workPlanVersion)
    .where(
      and(
        eq(workPlanVersion.id, versionId),
        inArray(workPlanVersion.state, ['offered', 'partly-signed']),
        notExists(
          db
            .select({ id: signature.id })
            .from(signature)
            .where(and(eq(signature.versionId, versionId), eq(signature.party, 'client'))),
        ),
      ),
    )
  return waiting.length > 0
}

/**
 * What follows when one of these messages has ended: the next reminder, or a person's task when the client was reminded
 * often enough or cannot be written to.
 */
export async function afterSigningMessage(
  city: CityWork,
  { messageId, ...of }: OfVersion & { kind: PlanKind; messageId: string },
  reached: boolean,
): Promise<void> {
  // While the mail was under way he may have signed, or it was withdrawn.
  if (!(await waitsForClient(city, of.versionId))) return
  const [request] = await city.db
    .update(signingRequest)
    .set(
      of.kind === 'plan-reminder'
        ? { reminders: sql`least(reminders + 1, ${MOST_SIGNING_REMINDERS})` }
        : { reminders: 0 },
    )
    .where(eq(signingRequest.versionId, of.versionId))
    .returning({ reminders: signingRequest.reminders })
  if (!request) throw new Error('A plan to be signed has no request')
  const next = reached ? await planSigningReminder(city, { ...of, reminders: request.reminders }) : null
  if (next === null)
    await giveTask(city, {
      clientId: of.clientId,
      reason: 'plan-unsigned',
      refId: messageId,
      dueOn: city.today.toString(),
    })
}
