import { inArray } from 'drizzle-orm'
import type { CityWork } from '../../../../db/act.ts'
import { type FrozenMail, message } from '../../../../db/city/schema/messages.ts'
import type { TaggedMail } from '../../../../infra/mail.ts'
import { ok, type Result } from '../../../kit/result.ts'
import { nextDay, whenToDisturb } from '../../rules/ladder.ts'
import { isPlanKind, keyIsGood, REACTION_KIND, type SkipReason } from '../../rules.ts'
import { messageTextsOf } from '../../texts/queries.server.ts'
import type { MessageTexts } from '../../texts/texts.ts'
import { closeRow } from '../close.server.ts'
import type { Outgoing } from '../outgoing.ts'
import { planMail } from '../plan-mail.server.ts'
import type { MessageRow } from '../rungs.server.ts'
import { freeSlots } from '../slot.server.ts'
import { factsFor, senseOf, type TalkFacts, talkFactsOf, writeTalk } from '../talk-mail.server.ts'

/** A message that can go out now. */
export interface Ready {
  row: MessageRow
  mail: TaggedMail
  /** The person's day it takes up; null: it comes whatever else came. */
  slot: string | null
}

/** A message that could not be written, through a fault of ours; it is tried again in an hour. */
export interface Unwritten {
  messageId: string
  error: unknown
}

/**
 * Looks at each message once more. What no longer makes sense is closed, what would disturb somebody waits, and the rest is
 * written: each as if it were alone, so that one keeps no other back.
 */
export async function writeRows(
  city: CityWork,
  rows: readonly MessageRow[],
  out: Outgoing,
): Promise<{ ready: Ready[]; unwritten: Unwritten[] }> {
  const facts = await talkFactsOf(
    city,
    rows.map(({ id }) => id),
  )
  const texts = await messageTextsOf(city, out.domains)
  const written: Omit<Ready, 'slot'>[] = []
  const unwritten: Unwritten[] = []
  for (const row of rows) {
    // The vendor has said "later" for so long that the next way is the better one.
    if (row.frozenAt && !keyIsGood(row.frozenAt, city.now)) {
      await closeRow(city, row, { state: 'failed', reason: 'busy' })
      continue
    }
    try {
      const mail = await mailOf(city, row, { facts, texts, out })
      const tags = { city: city.city.slug, message: row.id }
      if (mail.ok) written.push({ row, mail: { ...mail.value, tags } })
      else await closeRow(city, row, { state: 'skipped', reason: mail.error })
    } catch (error) {
      unwritten.push({ messageId: row.id, error })
    }
  }
  await later(
    city,
    unwritten.map(({ messageId }) => messageId),
    city.now.add({ hours: 1 }),
  )
  return { ready: await withoutDisturbing(city, written), unwritten }
}

/** Not at night, on no Sunday or holiday, and one a day; a link that somebody has just asked for comes at once. */
async function withoutDisturbing(city: CityWork, written: readonly Omit<Ready, 'slot'>[]): Promise<Ready[]> {
  const asked = written.filter(({ row }) => row.kind === 'plan-to-sign')
  const others = written.filter(({ row }) => row.kind !== 'plan-to-sign')
  const calm = whenToDisturb(city.now)
  const slots = calm.equals(city.now)
    ? await freeSlots(
        city,
        'email',
        others.map(({ row }) => row),
      )
    : new Map<string, string>()
  const waiting = others.filter(({ row }) => !slots.has(row.id)).map(({ row }) => row.id)
  await later(city, waiting, calm.equals(city.now) ? nextDay(city.now) : calm)
  return [
    ...asked.map((one) => ({ ...one, slot: null })),
    ...others.flatMap((one) => {
      const slot = slots.get(one.row.id)
      return slot ? [{ ...one, slot }] : []
    }),
  ]
}

async function later({ db }: CityWork, ids: readonly string[], nextAt: MessageRow['nextAt']): Promise<void> {
  if (ids.length > 0)
    await db
      .update(message)
      .set({ nextAt })
      .where(inArray(message.id, [...ids]))
}

/** The mail as it reads now, or why it no longer makes sense. */
async function mailOf(
  city: CityWork,
  row: MessageRow,
  { facts, texts, out }: { facts: ReadonlyMap<string, TalkFacts>; texts: MessageTexts; out: Outgoing },
): Promise<Result<FrozenMail, SkipReason>> {
  const { kind } = row
  if (isPlanKind(kind)) {
    if (!out.place) throw new Error('A mail with a link was taken up while nobody knows where links lead')
    return planMail(city, { ...row, kind }, out.place, texts)
  }
  if (kind === REACTION_KIND) throw new Error('Nobody is asked by mail whether he answered')
  const talk = factsFor(facts, row.id)
  const sense = senseOf({ ...row, kind }, talk, city.now)
  return sense.ok
    ? ok(writeTalk(city, { ...row, kind }, talk, { to: sense.value.to, texts, place: out.place }))
    : sense
}
