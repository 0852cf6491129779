import type { CityWork } from '../../../db/act.ts'
import { listHeaderMeaning } from '../../../db/city/schema/outreach.ts'
import type { StaffDb } from '../../../db/handles.ts'
import type { ColumnMeaning } from './headers.ts'
import { isMeaning, type Meanings } from './table.ts'

/** What the offices of this city mean by headers we do not know. */
export async function headerMeanings(db: StaffDb): Promise<Meanings> {
  const rows = await db.select().from(listHeaderMeaning)
  return new Map(
    rows.flatMap(({ wording, column }): [string, ColumnMeaning][] => {
      const meaning = column ?? 'leave-out'
      return isMeaning(meaning) ? [[wording, meaning]] : []
    }),
  )
}

/** Keeps what somebody said a header means; a later answer takes the place of an earlier one. */
export async function remember(
  { db, now, actor }: CityWork,
  meanings: readonly { wording: string; meaning: ColumnMeaning }[],
): Promise<void> {
  for (const { wording, meaning } of meanings) {
    const said = {
      column: meaning === 'leave-out' ? null : meaning,
      answeredAt: now,
      answeredBy: actor.id,
    }
    await db
      .insert(listHeaderMeaning)
      .values({ wording, ...said })
      .onConflictDoUpdate({ target: listHeaderMeaning.wording, set: said })
  }
}
