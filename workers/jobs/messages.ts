import { and, eq, lte } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import {
  closeGaps,
  closeMessage,
  type Frozen,
  freezeMessage,
  settleHint,
} from '../../app/messages/commands.server.ts'
import { dueMessages, nextDue } from '../../app/messages/queries.server.ts'
import type { Rung } from '../../app/messages/rules/ladder.ts'
import { act, type CityAccess } from '../../db/act.ts'
import { city } from '../../db/platform/schema/index.ts'
import type { SendOutcome } from '../../infra/mail.ts'
import { defineJob, type Job } from '../job.ts'
import { note } from '../notes.ts'
import { accessTo, findCity, liveCities, type WorkerRuntime } from '../runtime.ts'

const AT_A_TIME = 50

export const messageJobs: readonly Job[] = [
  defineJob({
    name: 'sweep-messages',
    queue: 'clock',
    payload: z.strictObject({ all: z.boolean() }),
    async run(runtime, { all }) {
      const slugs = all ? (await liveCities(runtime)).map(({ slug }) => slug) : await citiesDue(runtime)
      for (const slug of slugs) {
        await runtime.queues.add(
          'messages',
          'send-messages',
          { city: slug },
          { jobId: `send-messages-${slug}` },
        )
      }
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

/** Sends what is due in a city, one after the other, and says when to come again. */
async function sendAll(runtime: WorkerRuntime, access: CityAccess<'staff'>): Promise<void> {
  const { platform } = runtime.databases
  const by = waysOut(runtime)
  await act(access, { action: 'change', subject: 'messages-due' }, closeGaps)
  const { slug } = access.city
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
        note('message', { city: slug, message: messageId }, error),
      )
    }
  }
  const [seen] = await platform.select({ at: city.nextDueAt }).from(city).where(eq(city.slug, slug))
  const due = await act(access, { action: 'view', subject: 'messages-due' }, ({ db }) => nextDue(db, by))
  await settleHint(platform, slug, { seen: seen?.at ?? null, due })
}

async function sendOne(
  runtime: WorkerRuntime,
  access: CityAccess<'staff'>,
  messageId: string,
): Promise<void> {
  const { env, key } = runtime
  const place = env.origin ? { origin: env.origin, key } : undefined
  const purpose = { action: 'send', subject: 'message', subjectId: messageId } as const
  const frozen = await act(access, purpose, (city) => freezeMessage(city, messageId, place, env.mailDomains))
  if (frozen.next !== 'send') return
  // A process that slept may wake up long after its claim: by now the message is somebody else's.
  if (Temporal.Instant.compare(access.clock.now(), frozen.until) >= 0) return
  const outcome = await send(runtime, access.city.slug, frozen)
  await act(access, purpose, (city) =>
    closeMessage(city, messageId, outcome, { neverSent: frozen.neverSent, random: Math.random() }),
  )
}

async function send(
  { mailer, texter }: WorkerRuntime,
  city: string,
  { channel, key, mail }: Extract<Frozen, { next: 'send' }>,
): Promise<SendOutcome> {
  if (channel === 'email' && mailer) return mailer.send({ city, key, mail })
  const { from, to, text } = mail
  if (channel === 'sms' && texter) return texter.send({ city, key, sms: { from, to, text } })
  throw new Error('A message of a way that is not open was taken up')
}
