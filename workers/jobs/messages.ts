import { and, eq, lte } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import {
  closeBatch,
  closeGaps,
  closeMessage,
  freezeMessage,
  settleHint,
  takeUpBatch,
} from '../../app/messages/commands.server.ts'
import { dueMessages, nextDue } from '../../app/messages/queries.server.ts'
import type { Rung } from '../../app/messages/rules/ladder.ts'
import { act, type CityAccess, type CityWork, type Purpose } from '../../db/act.ts'
import { city } from '../../db/platform/schema/index.ts'
import { failpoint } from '../../infra/failpoint.ts'
import type { Mailer } from '../../infra/mail.ts'
import { defineJob, type Job } from '../job.ts'
import { note } from '../notes.ts'
import { accessTo, findCity, type WorkerRuntime } from '../runtime.ts'

const AT_A_TIME = 50
/** Calls a city has under way at once: while one waits for its answer the next is written. */
const LANES = 2

export const messageJobs: readonly Job[] = [
  defineJob({
    name: 'sweep-messages',
    queue: 'clock',
    // A tick that an older version has left says whether to look everywhere, too.
    payload: z.object({}),
    async run(runtime) {
      for (const slug of await citiesDue(runtime)) await sendSoon(runtime, slug)
      failpoint('swept')
      return null
    },
  }),
  defineJob({
    name: 'send-messages',
    queue: 'messages',
    payload: z.strictObject({ city: z.string() }),
    async run(runtime, payload) {
      const known = await findCity(runtime, payload.city)
      if (known) await sendAll(runtime, accessTo(runtime, 'staff', known))
      return null
    },
  }),
]

/** One job a city, however often it is asked for. */
async function sendSoon({ queues }: WorkerRuntime, slug: string): Promise<void> {
  await queues.add('messages', 'send-messages', { city: slug }, { jobId: `send-messages-${slug}` })
}

/** Closes gaps ahead, whatever the hint says, and sends what is due. `subject` of the audit row. */
export async function lookForMessages(
  runtime: WorkerRuntime,
  access: CityAccess<'staff'>,
  subject: string,
): Promise<void> {
  if (await settle(runtime, access, { action: 'change', subject }, closeGaps))
    await sendSoon(runtime, access.city.slug)
}

async function citiesDue({ databases, clock }: WorkerRuntime): Promise<string[]> {
  const due = await databases.platform
    .select({ slug: city.slug })
    .from(city)
    .where(and(eq(city.status, 'live'), lte(city.nextDueAt, clock.now())))
    .orderBy(city.nextDueAt)
  return due.map(({ slug }) => slug)
}

/** Tasks are given and letters laid out for the printer, whatever can be sent. */
const waysOut = ({ mailer, texter }: WorkerRuntime): Rung[] => [
  'call',
  'visit',
  'letter',
  ...(mailer ? ['email' as const] : []),
  ...(texter ? ['sms' as const] : []),
]

const outgoing = ({ env, key }: WorkerRuntime) => ({
  place: env.origin ? { origin: env.origin, key } : undefined,
  domains: env.mailDomains,
  most: env.resendBatch,
})

/** Does `work`, and sets the hint to when the city's next message is to be looked at. Returns whether that is now. */
async function settle(
  runtime: WorkerRuntime,
  access: CityAccess<'staff'>,
  purpose: Purpose,
  work?: (at: CityWork) => Promise<void>,
): Promise<boolean> {
  const { platform } = runtime.databases
  const { slug } = access.city
  const [seen] = await platform.select({ at: city.nextDueAt }).from(city).where(eq(city.slug, slug))
  const due = await act(access, purpose, async (at) => {
    await work?.(at)
    return nextDue(at.db, waysOut(runtime))
  })
  await settleHint(platform, slug, { seen: seen?.at ?? null, due })
  return due !== null && Temporal.Instant.compare(due, access.clock.now()) <= 0
}

/** Sends what is due in a city, and says when to come again. */
async function sendAll(runtime: WorkerRuntime, access: CityAccess<'staff'>): Promise<void> {
  if (!(await settle(runtime, access, { action: 'change', subject: 'messages-due' }, closeGaps))) return
  try {
    if (runtime.mailer) await sendMails(runtime, access, runtime.mailer)
  } finally {
    // Whatever becomes of the mails, a person's task is given.
    await sendOthers(
      runtime,
      access,
      waysOut(runtime).filter((rung) => rung !== 'email'),
    )
  }
  failpoint('settling')
  await settle(runtime, access, { action: 'view', subject: 'messages-due' })
}

/** Call after call, until no mail is due or the vendor does not take any. */
async function sendMails(runtime: WorkerRuntime, access: CityAccess<'staff'>, mailer: Mailer): Promise<void> {
  const { slug } = access.city
  let goesOn = true
  const lane = async (): Promise<void> => {
    while (goesOn) {
      const taken = await act(access, { action: 'send', subject: 'message' }, async (at) => {
        const done = await takeUpBatch(at, outgoing(runtime))
        if (done.next === 'call') failpoint('freezing')
        return done
      })
      for (const { messageId, error } of taken.unwritten)
        note('message', { city: slug, message: messageId }, error)
      if (taken.next === 'nothing') return
      if (taken.next === 'more') continue
      failpoint('frozen')
      const { batchId, mails, until, neverSent, key: batchKey } = taken.batch
      // A process that slept may wake up long after its claim: by now the batch is somebody else's.
      if (Temporal.Instant.compare(access.clock.now(), until) >= 0) return
      const outcome = await mailer.sendBatch({ city: slug, key: batchKey, mails })
      failpoint('called')
      goesOn = goesOn && (outcome.kind === 'taken' || outcome.kind === 'refused')
      await act(access, { action: 'send', subject: 'message', subjectId: batchId }, async (at) => {
        await closeBatch(at, batchId, outcome, { neverSent, random: Math.random() })
        failpoint('closing')
      })
      failpoint('closed')
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

/** What does not go by mail, one after the other. */
async function sendOthers(
  runtime: WorkerRuntime,
  access: CityAccess<'staff'>,
  by: readonly Exclude<Rung, 'email'>[],
): Promise<void> {
  const tried = new Set<string>()
  for (;;) {
    const due = await act(access, { action: 'view', subject: 'messages-due' }, ({ db, now }) =>
      dueMessages(db, now, { most: AT_A_TIME, by }),
    )
    const fresh = due.filter((id) => !tried.has(id))
    if (fresh.length === 0) break
    for (const messageId of fresh) {
      tried.add(messageId)
      // One that cannot be sent does not keep the others from going out.
      await sendOne(runtime, access, messageId).catch((error: unknown) =>
        note('message', { city: access.city.slug, message: messageId }, error),
      )
    }
  }
}

async function sendOne(
  runtime: WorkerRuntime,
  access: CityAccess<'staff'>,
  messageId: string,
): Promise<void> {
  const purpose = { action: 'send', subject: 'message', subjectId: messageId } as const
  const frozen = await act(access, purpose, (city) => freezeMessage(city, messageId, outgoing(runtime)))
  if (frozen.next !== 'send') return
  if (!runtime.texter) throw new Error('A message of a way that is not open was taken up')
  if (Temporal.Instant.compare(access.clock.now(), frozen.until) >= 0) return
  const { from, to, text } = frozen.mail
  const outcome = await runtime.texter.send({
    city: access.city.slug,
    key: frozen.key,
    sms: { from, to, text },
  })
  await act(access, purpose, (city) => closeMessage(city, messageId, outcome, Math.random()))
}
