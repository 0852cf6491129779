import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { type MergedRow, personMerge } from '../../../db/city/schema/people.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { lockImports } from '../../outreach/list/import.server.ts'
import type { UnmergeInput } from '../input.ts'
import { putBack } from './changes.server.ts'

export type UnmergeError =
  | 'not-found'
  /** One of the two was merged again since: that goes first. */
  | 'merged-on'
  /** Something was written since that belongs to both: it cannot be divided. */
  | 'built-on'

type Merge = typeof personMerge.$inferSelect

async function held({ db }: CityWork, mergeId: string): Promise<Merge | undefined> {
  await lockImports({ db })
  const [merge] = await db
    .select()
    .from(personMerge)
    .where(and(eq(personMerge.id, mergeId), isNull(personMerge.voidedAt)))
  if (!merge) return undefined
  await db.execute(sql`
    select from person where id in (${merge.keptId}::uuid, ${merge.goneId}::uuid) order by id for update`)
  const files = [merge.keptClientId, merge.goneClientId].filter((id) => id !== null)
  const seen = await db.execute(sql`
    select from client where id = any(array(select jsonb_array_elements_text(${JSON.stringify(files)}::jsonb)::uuid))
    order by id for update`)
  // Of a restricted file only for whoever may write on it.
  return seen.length === files.length ? merge : undefined
}

/** Whoever stayed has gone into somebody else since, or a third has come to him. */
async function mergedSince({ db }: CityWork, { keptId, recordedAt }: Merge): Promise<boolean> {
  const later = await db.execute(sql`
    select from person_merge later where later.voided_at is null and (later.gone_id = ${keptId}::uuid
      or later.kept_id = ${keptId}::uuid and later.recorded_at > ${recordedAt.toString()}::timestamptz)`)
  return later.length > 0
}

const idsIn = (changed: readonly MergedRow[], table: string) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(
    changed.filter((row) => row.table === table && row.key.id !== undefined).map(({ key }) => key.id),
  )}::jsonb)::uuid)`

/** What was written since upon rows that go back, and would lose them: no foreign key says whose these are. */
async function builtOn({ db }: CityWork, { changed, keptClientId }: Merge): Promise<boolean> {
  if (!keptClientId) return false
  const rows = await db.execute(sql`
    select from permit_extension built where built.client_id = ${keptClientId}::uuid and built.voided_at is null
      and built.title_id = any(${idsIn(changed, 'residence_title')}) and built.id <> all(${idsIn(changed, 'permit_extension')})
    union all
    select from appointment built where built.client_id = ${keptClientId}::uuid and built.voided_at is null
      and built.schedule_id = any(${idsIn(changed, 'follow_up_schedule')}) and built.id <> all(${idsIn(changed, 'appointment')})`)
  return rows.length > 0
}

const breaksARule = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && error.code.startsWith('23')) ||
    breaksARule(error.cause))

/**
 * Takes a merge back: exactly the rows it changed become what they were, but for values that somebody has corrected since.
 * What was written upon both since stays with the entry that was kept, and where that cannot be, nothing is changed.
 */
export async function takeBack(
  city: CityWork,
  { mergeId, reason }: UnmergeInput,
): Promise<Result<{ clientId: string | null }, UnmergeError>> {
  const { db } = city
  const merge = await held(city, mergeId)
  if (!merge) return fail('not-found')
  if (await mergedSince(city, merge)) return fail('merged-on')
  if (await builtOn(city, merge)) return fail('built-on')
  try {
    // Undone as a whole when a constraint says that something new hangs on what would go.
    await db.transaction(async (part) => {
      const inner = Object.assign(part, { opens: 'staff' as const })
      await putBack(inner, merge.changed)
      await messagesFollow(inner, merge)
    })
  } catch (error) {
    if (breaksARule(error)) return fail('built-on')
    throw error
  }
  await db
    .update(personMerge)
    .set({ voidedAt: city.now, voidedBy: city.actor.id, voidReason: reason })
    .where(eq(personMerge.id, mergeId))
  const clientId = merge.keptClientId ?? merge.goneClientId
  if (clientId)
    await writeTimeline(city, {
      clientId,
      occurredOn: city.today.toString(),
      kind: 'unmerged',
      refId: mergeId,
      words: { reason },
    })
  return ok({ clientId })
}

/** Reminders made since of talks that go back go with them. */
async function messagesFollow(
  db: CityWork['db'],
  { changed, keptClientId, goneClientId }: Merge,
): Promise<void> {
  if (!keptClientId || !goneClientId) return
  await db.execute(sql`
    update message set client_id = ${goneClientId}::uuid
    where client_id = ${keptClientId}::uuid and appointment_id = any(${idsIn(changed, 'appointment')})`)
}
