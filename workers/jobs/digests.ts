import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { digestReaders } from '../../app/access/queries/digest-readers.server.ts'
import { closeDigest, dueDigests, freezeDigest, planDigests } from '../../app/digest/commands/send.server.ts'
import { isMorning, kindsOn } from '../../app/digest/rules.ts'
import { act, type CityAccess } from '../../db/act.ts'
import { today } from '../../infra/clock.ts'
import { defineJob, type Job } from '../job.ts'
import { note } from '../notes.ts'
import { accessTo, findCity, liveCities, type WorkerRuntime } from '../runtime.ts'

export const digestJobs: readonly Job[] = [
  defineJob({
    name: 'sweep-digests',
    queue: 'clock',
    payload: z.strictObject({}),
    async run(runtime) {
      const { mailer, env, clock, queues } = runtime
      if (!mailer || !env.origin) return null
      // After the morning once more: what could not go out is closed, and old rows go.
      if (isMorning(clock.now()) && kindsOn(today(clock)).length === 0) return null
      for (const { slug } of await liveCities(runtime))
        await queues.add('messages', 'send-digests', { city: slug }, { jobId: `send-digests-${slug}` })
      return null
    },
  }),
  defineJob({
    name: 'send-digests',
    queue: 'messages',
    payload: z.strictObject({ city: z.string() }),
    async run(runtime, { city }) {
      const known = await findCity(runtime, city)
      if (known) await sendAll(runtime, accessTo(runtime, 'staff', known))
      return null
    },
  }),
]

async function sendAll(runtime: WorkerRuntime, access: CityAccess<'staff'>): Promise<void> {
  const { databases, env } = runtime
  const readers = await digestReaders(databases.platform, access.city.slug, env.demo)
  const due = await act(access, { action: 'change', subject: 'digest' }, async (city) => {
    await planDigests(city, readers)
    return dueDigests(city)
  })
  // One that cannot be sent does not keep the others from going out.
  for (const digestId of due)
    await sendOne(runtime, access, digestId).catch((error: unknown) =>
      note('digest', { city: access.city.slug, digest: digestId }, error),
    )
}

async function sendOne(
  { mailer, env, databases }: WorkerRuntime,
  access: CityAccess<'staff'>,
  digestId: string,
): Promise<void> {
  const { origin, mailDomains } = env
  if (!mailer || !origin) return
  // Asked anew for each: who has just turned it off gets none.
  const readers = await digestReaders(databases.platform, access.city.slug, env.demo)
  const purpose = { action: 'send', subject: 'digest', subjectId: digestId } as const
  const frozen = await act(access, purpose, (city) =>
    freezeDigest(city, digestId, readers, { origin, domains: mailDomains }),
  )
  if (frozen.next !== 'send') return
  // A process that slept may wake up long after its claim: by now the mail is somebody else's.
  if (Temporal.Instant.compare(access.clock.now(), frozen.until) >= 0) return
  const outcome = await mailer.send({ city: access.city.slug, key: frozen.key, mail: frozen.mail })
  await act(access, purpose, (city) => closeDigest(city, digestId, outcome, Math.random()))
}
