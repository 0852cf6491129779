/** Reports about mails as Svix brings them: each twice, some seconds late, in no order, and again until somebody takes it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { chance, fateOf } from './chance.ts'
import type { Fate, KnownMessage, Settings } from './wire.ts'

const LATE_MS = 1500
const AGAIN_MS = 1000
const AT_ONCE = 8

/** What is reported on the way to a fate; a mail that bounces was delayed before. */
const EVENTS: Record<Fate, readonly string[]> = {
  delivered: ['email.sent', 'email.delivered'],
  bounced: ['email.delivery_delayed', 'email.bounced'],
  complained: ['email.delivered', 'email.complained'],
}

interface Report {
  id: string
  body: string
  /** Milliseconds of performance.now(): not before. */
  from: number
}

export interface Reporter {
  /** How many have not been taken. */
  pending(): number
  /** Reports what becomes of a mail that is new in the post. `at`: milliseconds since the epoch. */
  tell(mail: KnownMessage, at: number): void
  /** What has not been brought is not brought any more. */
  forget(): void
}

/** `settings` as they are at the moment: reports go where they say now. */
export function startReporter(settings: () => Settings): Reporter {
  const waiting: Report[] = []
  let underWay = 0

  async function bring(report: Report): Promise<void> {
    if (await isTaken(settings(), report)) return
    waiting.push({ ...report, from: performance.now() + AGAIN_MS })
  }
  async function pump(): Promise<void> {
    for (;;) {
      const now = performance.now()
      const nth = underWay < AT_ONCE ? waiting.findIndex(({ from }) => from <= now) : -1
      const [report] = nth < 0 ? [] : waiting.splice(nth, 1)
      if (report) {
        underWay += 1
        void bring(report).finally(() => {
          underWay -= 1
        })
      } else await sleep(50)
    }
  }
  void pump()

  return {
    pending: () => waiting.length + underWay,
    tell(mail, at) {
      const { seed, reports } = settings()
      if (!reports) return
      const { message, city } = mail
      mail.fate = fateOf(seed, message, reports)
      for (const type of EVENTS[mail.fate]) {
        const id = `${type}-${message}`
        const bounce = type === 'email.bounced' ? { bounce: { type: 'Permanent' } } : {}
        const data = { email_id: message, tags: { city, message }, ...bounce }
        const body = JSON.stringify({ type, created_at: new Date(at).toISOString(), data })
        for (const copy of [1, 2])
          waiting.push({ id, body, from: performance.now() + LATE_MS * chance(seed, id, copy) })
      }
    },
    forget() {
      waiting.length = 0
    },
  }
}

/** Anything but a 2xx, and it comes again. */
async function isTaken({ reports }: Settings, { id, body }: Report): Promise<boolean> {
  if (!reports) return true
  const now = new Date()
  const answer = await fetch(reports.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(Math.floor(now.getTime() / 1000)),
      'svix-signature': new Webhook(reports.secret).sign(id, now, body),
    },
    body,
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined)
  await answer?.arrayBuffer().catch(() => undefined)
  return answer?.ok ?? false
}
