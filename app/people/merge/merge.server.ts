import { sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { personMerge } from '../../../db/city/schema/people.ts'
import { draftOf } from '../../assessments/queries/draft.server.ts'
import { recorded, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { lockImports } from '../../outreach/list/import.server.ts'
import type { MergeInput } from '../input.ts'
import { changeRows } from './changes.server.ts'
import { fieldChanges } from './fields.ts'
import { movesOf, type Pair } from './moves.ts'
import { closingsOf, settlementsOf } from './settle.ts'
import { sidesOf } from './sides.server.ts'

export type MergeError =
  | 'not-found'
  | 'merged-already'
  | 'two-azr-numbers'
  /** One file is for named people and the other for all, or they name others. */
  | 'restriction-differs'
  /** With both files an assessment talk is under way. */
  | 'two-talks'

export interface MergeOrder extends MergeInput {
  keptId: string
  goneId: string
}

interface HeldFile extends Record<string, unknown> {
  id: string
  personId: string
  restricted: boolean
  /** Who may see it, in one order. */
  named: string[]
}

/** Both entries, held until the act ends; imports wait too. Whoever comes second decides on what the first has written. */
async function hold(
  { db }: CityWork,
  ids: readonly [string, string],
): Promise<'there' | 'merged' | 'missing'> {
  await lockImports({ db })
  const people = await db.execute<{ merged: boolean }>(sql`
    select merged_into is not null as merged from person
    where id in (${ids[0]}::uuid, ${ids[1]}::uuid) order by id for update`)
  if (people.length !== 2) return 'missing'
  return people.some(({ merged }) => merged) ? 'merged' : 'there'
}

/** Their files, held. Of a restricted one only for whoever may write on it. */
async function filesOf({ db }: CityWork, ids: readonly [string, string]): Promise<HeldFile[]> {
  const held = await db.execute<{ id: string }>(sql`
    select id from client where person_id in (${ids[0]}::uuid, ${ids[1]}::uuid) and voided_at is null order by id for update`)
  const wanted = JSON.stringify(held.map(({ id }) => id))
  return [
    ...(await db.execute<HeldFile>(sql`
      select client.id, person_id as "personId", restriction is not null as restricted, to_jsonb(array(
        select actor_id from file_access where client_id = client.id and kind = 'named' and ended_at is null order by actor_id)) as named
      from client where id = any(array(select jsonb_array_elements_text(${wanted}::jsonb)::uuid))`)),
  ]
}

/**
 * Two entries are one person: what hangs on the one goes to the other, field by field as chosen, in one transaction. The
 * row of the merge knows every row it changed, so it can be taken back. Answers with the file that stays, if there is one.
 */
export async function mergePeople(
  city: CityWork,
  input: MergeOrder,
): Promise<Result<{ mergeId: string; clientId: string | null }, MergeError>> {
  const { db } = city
  const ids = [input.keptId, input.goneId] as const
  const state = await hold(city, ids)
  if (state !== 'there') return fail(state === 'merged' ? 'merged-already' : 'not-found')
  const held = await filesOf(city, ids)
  const sides = await sidesOf(db, ids)
  if (!sides) return fail('not-found')
  const [kept, gone] = sides
  const fileOf = (side: { personId: string }): HeldFile | undefined =>
    held.find(({ personId }) => personId === side.personId)
  const [keptFile, goneFile] = [fileOf(kept), fileOf(gone)]
  // Seen, but not to be written on: its former lead looks on.
  if (keptFile?.id !== (kept.clientId ?? undefined) || goneFile?.id !== (gone.clientId ?? undefined))
    return fail('not-found')
  if (kept.azrNumber && gone.azrNumber) return fail('two-azr-numbers')
  if (keptFile && goneFile && !seenAlike(keptFile, goneFile)) return fail('restriction-differs')
  if (keptFile && goneFile && (await draftOf(db, keptFile.id)) && (await draftOf(db, goneFile.id)))
    return fail('two-talks')

  const pair: Pair = {
    keptId: kept.personId,
    goneId: gone.personId,
    keptFile: keptFile?.id,
    goneFile: goneFile?.id,
  }
  const address = kept.address ? input.address : 'gone'
  const changed = [
    ...(await changeRows(db, 1, fieldChanges({ kept, gone }, input))),
    ...(await changeRows(db, 2, settlementsOf(city, pair, address))),
    ...(await changeRows(db, 3, movesOf(pair))),
    ...(await changeRows(db, 4, closingsOf(city, pair))),
  ]
  const [made] = await db
    .insert(personMerge)
    .values({
      keptId: kept.personId,
      goneId: gone.personId,
      keptClientId: keptFile?.id ?? null,
      goneClientId: goneFile?.id ?? null,
      reason: input.reason,
      changed,
      ...recorded(city),
    })
    .returning({ id: personMerge.id })
  if (!made) throw new Error('A merge was not written')
  const clientId = keptFile?.id ?? goneFile?.id ?? null
  if (clientId)
    await writeTimeline(city, {
      clientId,
      occurredOn: city.today.toString(),
      kind: 'merged',
      refId: made.id,
      words: { name: [gone.familyName, gone.givenName].filter(Boolean).join(', '), reason: input.reason },
    })
  return ok({ mergeId: made.id, clientId })
}

const seenAlike = (one: HeldFile, other: HeldFile): boolean =>
  one.restricted === other.restricted && (!one.restricted || one.named.join() === other.named.join())
