import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { fileAccess, handOver } from '../../../db/city/schema/caseload.ts'
import { client } from '../../../db/city/schema/clients.ts'
import { holdFile, recorded, writeTimeline } from '../../clients/commands.server.ts'
import { passTalksOn } from '../../follow-ups/commands.server.ts'
import { atOffice } from '../../follow-ups/rules/working-days.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { decideHandOver, type HandOverError } from '../rules.ts'
import { type Colleague, introduce } from './colleague.server.ts'
import { grant, namedIn, readsOn } from './file-access.server.ts'

const lent = isNotNull(handOver.untilOn)
const outstanding = and(lent, isNull(handOver.returnedAt), isNull(handOver.voidedAt))

export interface HandOverOrder {
  clientId: string
  /** Whoever leads the file now; she may have left the city. */
  fromId: string
  to: Colleague
  /** ISO date, the last day with the other; null = for good. */
  until: string | null
  note: string
}

/**
 * A file changes its lead, for good or until a day; the note stands in its stream, booked talks go along. Answers how
 * many talks stayed because the time was taken. `moved-on`: meanwhile it is somebody else's.
 */
export async function handOverFile(
  city: CityWork,
  order: HandOverOrder,
): Promise<Result<{ talksStayed: number }, HandOverError | 'not-found'>> {
  const { clientId, fromId, to, until, note } = order
  const file = await holdFile(city, clientId)
  if (!file) return fail('not-found')
  const [loan] = await city.db
    .select({ id: handOver.id })
    .from(handOver)
    .where(and(eq(handOver.clientId, clientId), outstanding))
  const restricted = file.restriction !== null
  const decided = decideHandOver(
    {
      leadId: file.leadId,
      closed: file.closedOn !== null,
      lent: loan !== undefined,
      named: restricted ? await namedIn(city, clientId) : null,
    },
    { fromId, toId: to.id, until },
    city.today.toString(),
  )
  if (!decided.ok) return decided
  const from = await nameOf(city, fromId)
  await introduce(city, [to])
  await city.db
    .insert(handOver)
    .values({ clientId, fromId, toId: to.id, note, untilOn: until, ...recorded(city) })
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: until ? 'lent' : 'handed-over',
    words: { from, to: to.name, note, ...(until ? { until } : {}) },
  })
  if (restricted) await grant(city, clientId, [to.id])
  const talksStayed = await changeLead(city, { clientId, fromId, toId: to.id, until })
  if (restricted && until === null) await readsOn(city, clientId, fromId)
  return ok({ talksStayed })
}

async function nameOf({ db }: CityWork, actorId: string): Promise<string> {
  const [found] = await db.select({ name: actor.name }).from(actor).where(eq(actor.id, actorId))
  return found?.name ?? ''
}

export interface HandedOver {
  files: number
  /** Talks that stayed because the time was taken. */
  stayed: number
  /** Files that stayed: closed by now, somebody else's, lent, or restricted with nobody left to see them beside the lead. */
  left: number
}

/**
 * Many files in one go, each an act of its own, so that each has its audit row; `act` runs one. A crash in the middle
 * leaves whole files on either side, and the same order again does the rest.
 */
export async function handOverFiles(
  files: readonly string[],
  order: Omit<HandOverOrder, 'clientId'>,
  act: <T>(clientId: string, work: (city: CityWork) => Promise<T>) => Promise<T>,
): Promise<Result<HandedOver, 'same-person' | 'until-past'>> {
  const done: HandedOver = { files: 0, stayed: 0, left: 0 }
  for (const clientId of new Set(files)) {
    const handed = await act(clientId, (city) => handOverFile(city, { ...order, clientId }))
    if (handed.ok) {
      done.files += 1
      done.stayed += handed.value.talksStayed
    } else if (handed.error === 'same-person' || handed.error === 'until-past') return fail(handed.error)
    else done.left += 1
  }
  return ok(done)
}

/** The lead, and her booked talks with her. Answers how many talks stayed. */
async function changeLead(
  city: CityWork,
  { clientId, fromId, toId, until }: { clientId: string; fromId: string; toId: string; until: string | null },
): Promise<number> {
  await city.db.update(client).set({ leadId: toId }).where(eq(client.id, clientId))
  return passTalksOn(city, { clientId, fromId, toId, untilOn: until })
}

/**
 * A file lent goes back to whose it was; twice is the same. `not-found`: no such loan of that file. `whose`: only of a
 * loan from or to that person.
 */
export async function giveBack(
  city: CityWork,
  { clientId, loanId, whose }: { clientId: string; loanId: string; whose?: string | undefined },
): Promise<Result<null, 'not-found'>> {
  const file = await holdFile(city, clientId)
  if (!file) return fail('not-found')
  const [loan] = await city.db
    .select({
      fromId: handOver.fromId,
      toId: handOver.toId,
      lentAt: handOver.recordedAt,
      returnedAt: handOver.returnedAt,
      name: actor.name,
    })
    .from(handOver)
    .innerJoin(actor, eq(actor.id, handOver.fromId))
    .where(and(eq(handOver.id, loanId), eq(handOver.clientId, clientId), lent))
  if (!loan?.fromId) return fail('not-found')
  if (whose !== undefined && whose !== loan.fromId && whose !== loan.toId) return fail('not-found')
  if (loan.returnedAt) return ok(null)
  await city.db.update(handOver).set({ returnedAt: city.now }).where(eq(handOver.id, loanId))
  if (file.leadId !== loan.toId) return ok(null)
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'came-back',
    words: { to: loan.name },
  })
  await changeLead(city, { clientId, fromId: loan.toId, toId: loan.fromId, until: null })
  if (file.restriction !== null) {
    // Only what the loan itself gave; whoever was named before stays so.
    const [byLoan] = await city.db
      .select({ id: fileAccess.id })
      .from(fileAccess)
      .where(
        and(
          eq(fileAccess.clientId, clientId),
          eq(fileAccess.actorId, loan.toId),
          eq(fileAccess.kind, 'named'),
          eq(fileAccess.grantedAt, loan.lentAt),
          isNull(fileAccess.endedAt),
        ),
      )
    if (byLoan) await readsOn(city, clientId, loan.toId)
  }
  return ok(null)
}

/** When the next loan of those still running is due back: the midnight after its last day. Null = none is running. */
export async function nextDueBack({ db, today }: CityWork): Promise<Temporal.Instant | null> {
  const [next] = await db
    .select({ lastDay: sql<string | null>`min(${handOver.untilOn})::text` })
    .from(handOver)
    .where(and(outstanding, sql`${handOver.untilOn} >= ${today.toString()}`))
  return next?.lastDay ? atOffice(Temporal.PlainDate.from(next.lastDay).add({ days: 1 }), '00:00') : null
}

/** Loans whose last day has passed. */
export const dueBack = ({ db, today }: CityWork): Promise<{ loanId: string; clientId: string }[]> =>
  db
    .select({ loanId: handOver.id, clientId: handOver.clientId })
    .from(handOver)
    .where(and(outstanding, sql`${handOver.untilOn} < ${today.toString()}`))
    .orderBy(handOver.untilOn)
    .limit(500)
