import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { closeMail, dueMails, freezeMail } from '../../app/access/commands/mail.server.ts'
import { defineJob, type Job } from '../job.ts'
import type { WorkerRuntime } from '../runtime.ts'

const AT_A_TIME = 200

export const accountMailJobs: readonly Job[] = [
  defineJob({
    name: 'sweep-account-mails',
    queue: 'clock',
    payload: z.strictObject({}),
    async run({ mailer, env, databases, clock, queues }) {
      if (!mailer || !env.origin) return null
      for (const mail of await dueMails(databases.platform, clock.now(), AT_A_TIME))
        await queues.add('messages', 'send-account-mail', { mail }, { jobId: `send-account-mail-${mail}` })
      return null
    },
  }),
  defineJob({
    name: 'send-account-mail',
    queue: 'messages',
    payload: z.strictObject({ mail: z.uuid() }),
    async run(runtime, { mail }) {
      await sendMail(runtime, mail)
      return null
    },
  }),
]

async function sendMail(runtime: WorkerRuntime, mailId: string): Promise<void> {
  const { databases, clock, key, mailer, env } = runtime
  if (!mailer || !env.origin) return
  const { platform } = databases
  const place = { key, origin: env.origin, demo: env.demo }
  const frozen = await freezeMail(platform, place, mailId, clock.now())
  if (frozen.next !== 'send') return
  // A process that slept may wake up long after its claim: by now the mail is somebody else's.
  if (Temporal.Instant.compare(clock.now(), frozen.until) >= 0) return
  const outcome = await mailer.send({ city: frozen.city, key: frozen.key, mail: frozen.mail })
  const { neverSent } = frozen
  await closeMail(platform, mailId, outcome, { neverSent, random: Math.random(), now: clock.now() })
}
