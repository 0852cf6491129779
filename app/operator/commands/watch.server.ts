/** Whoever watches the schedules: notices what does not run, and tells every operator once, and once when it runs again. */
import { and, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import { account, office, schedule, scheduleOutage } from '../../../db/platform/schema/index.ts'
import type { RootKey } from '../../../infra/key.ts'
import { queueMail } from '../../access/commands/mail.server.ts'
import { schedulesOf, WORKER } from '../queries/schedules.server.ts'
import { liesAhead, STANDSTILL_MINUTES, standingOf } from '../rules/schedules.ts'

interface Watch {
  key: RootKey
  now: Temporal.Instant
  /** Since when this process has been watching without a pause. */
  from: Temporal.Instant
}

/** Of several workers one at a time looks: the second finds what the first has noticed. */
const alone = <T>(db: PlatformDb, work: (tx: PlatformTx) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('schedule-watch'))`)
    return work(tx)
  })

/** Opens an outage for each schedule that is overdue, closes those that are over, and queues the mails about both. */
export function watchSchedules(db: PlatformDb, { key, now, from }: Watch): Promise<void> {
  return alone(db, async (tx) => {
    const known = await schedulesOf(tx)
    const wrong = known.filter(({ since }) => liesAhead(since, now)).map(({ name }) => name)
    if (wrong.length > 0) await tx.update(schedule).set({ since: now }).where(inArray(schedule.name, wrong))

    const open = await tx
      .select({ name: scheduleOutage.name })
      .from(scheduleOutage)
      .where(isNull(scheduleOutage.endedAt))
    const isOpen = (name: string): boolean => open.some((outage) => outage.name === name)
    const late = known.flatMap((watched) => {
      const standing = standingOf(watched, now, from)
      return standing.late ? [{ name: watched.name, expectedAt: standing.expected, noticedAt: now }] : []
    })
    const fresh = late.filter(({ name }) => !isOpen(name))
    // It must really have run: a watcher that has just begun excuses what it cannot know of.
    const stillLate = known.filter((watched) => standingOf(watched, now).late).map(({ name }) => name)
    const over = open.map(({ name }) => name).filter((name) => !stillLate.includes(name))

    if (fresh.length > 0) {
      await tx.insert(scheduleOutage).values(fresh)
      await tellOperators(tx, key, 'schedules-late', now)
    }
    if (over.length > 0) {
      await tx
        .update(scheduleOutage)
        .set({ endedAt: now })
        .where(and(inArray(scheduleOutage.name, over), isNull(scheduleOutage.endedAt)))
      await tellOperators(tx, key, 'schedules-back', now)
    }
  })
}

/**
 * Called when a worker begins. Was there no run at all for long, then the worker itself stood still: nobody could tell
 * the operators, so they are told now, once, however many workers begin together.
 */
export function noteStandstill(db: PlatformDb, { key, now }: Pick<Watch, 'key' | 'now'>): Promise<void> {
  return alone(db, async (tx) => {
    const [last] = await tx
      .select({ at: schedule.endedAt })
      .from(schedule)
      .where(lte(schedule.endedAt, now))
      .orderBy(desc(schedule.endedAt))
      .limit(1)
    if (!last?.at || now.since(last.at).total('minutes') < STANDSTILL_MINUTES) return
    const [told] = await tx
      .select({ id: scheduleOutage.id })
      .from(scheduleOutage)
      .where(and(eq(scheduleOutage.name, WORKER), eq(scheduleOutage.expectedAt, last.at)))
    if (told) return
    await tx
      .insert(scheduleOutage)
      .values({ name: WORKER, expectedAt: last.at, noticedAt: now, endedAt: now })
    await tellOperators(tx, key, 'schedules-back', now)
  })
}

async function tellOperators(
  tx: PlatformTx,
  key: RootKey,
  kind: 'schedules-late' | 'schedules-back',
  now: Temporal.Instant,
): Promise<void> {
  const operators = await tx
    .select({ accountId: account.id, to: account.email })
    .from(office)
    .innerJoin(account, eq(account.id, office.accountId))
    .where(eq(office.role, 'operator'))
  for (const { accountId, to } of operators)
    await queueMail(tx, key, { kind, to, accountId, language: 'de' }, now)
}
