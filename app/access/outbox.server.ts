import { today } from '../../infra/clock.ts'
import { type OutboxMail, readOutbox } from '../../infra/mail.ts'
import { runtime } from './runtime.server.ts'

/** The demo's sent mail by city, newest first; undefined outside the demo. */
export function outboxOf(): { today: string; cities: { city: string; mails: OutboxMail[] }[] } | undefined {
  const { env, clock } = runtime()
  return env.demo ? { today: today(clock).toString(), cities: readOutbox(env.dataDir) } : undefined
}
