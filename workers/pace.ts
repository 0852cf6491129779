/** Calls to a vendor in turn, no more in a second than the account may make, whichever worker makes them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { PlatformDb } from '../db/handles.ts'
import type { Mailer, SendOutcome } from '../infra/mail.ts'

/** Who would wait longer comes again another time: what he has to send is his for two minutes. */
const MOST_WAIT_SECONDS = 60

export interface Pace {
  platform: PlatformDb
  /** Whose account it is. */
  vendor: string
  perSecond: number
}

/**
 * Milliseconds until one's turn, which is nobody else's then; undefined when it is too far off. By the clock of Postgres, the
 * only one that all workers share.
 */
export async function takeTurn({ platform, vendor, perSecond }: Pace): Promise<number | undefined> {
  const gap = sql`make_interval(secs => ${1 / perSecond})`
  const [turn] = await platform.execute<{ wait: number }>(sql`
    insert into vendor_turn as turn (vendor, next_at) values (${vendor}, clock_timestamp() + ${gap})
    on conflict (vendor) do update set next_at = greatest(turn.next_at, clock_timestamp()) + ${gap}
      where turn.next_at < clock_timestamp() + make_interval(secs => ${MOST_WAIT_SECONDS})
    returning extract(epoch from next_at - ${gap} - clock_timestamp())::float8 * 1000 as wait`)
  return turn && Math.max(0, turn.wait)
}

/** The vendor wants to be left alone for so long, by everybody. */
const pause = ({ platform, vendor }: Pace, seconds: number) =>
  platform.execute(sql`
    update vendor_turn set next_at = greatest(next_at, clock_timestamp() + make_interval(secs => ${seconds}))
    where vendor = ${vendor}`)

async function inTurn<T extends { kind: string }>(
  pace: Pace,
  call: () => Promise<T | Extract<SendOutcome, { kind: 'busy' }>>,
): Promise<T | Extract<SendOutcome, { kind: 'busy' }>> {
  const wait = await takeTurn(pace)
  if (wait === undefined) return { kind: 'busy' }
  if (wait > 0) await sleep(wait)
  const outcome = await call()
  if ('afterSeconds' in outcome && outcome.afterSeconds) await pause(pace, outcome.afterSeconds)
  return outcome
}

export const paced = (mailer: Mailer, pace: Pace): Mailer => ({
  send: (order) => inTurn(pace, () => mailer.send(order)),
  sendBatch: (order) => inTurn(pace, () => mailer.sendBatch(order)),
})
