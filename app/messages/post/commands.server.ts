import { inArray } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { closeRow } from '../commands/close.server.ts'
import { noteDelivery } from '../commands/note-delivery.server.ts'
import { lettersToPost } from './queries.server.ts'

/**
 * These letters were printed and given to the post, which counts as their delivery. Of the ids only those count that wait for the
 * printer; twice is the same. Answers how many there were.
 */
export async function postLetters(city: CityWork, messageIds: readonly string[]): Promise<number> {
  if (messageIds.length === 0) return 0
  // Whoever marks the same run at the same time waits here and then finds nothing left.
  const held = await city.db
    .select()
    .from(message)
    .where(inArray(message.id, [...messageIds]))
    .orderBy(message.id)
    .for('update')
  const waiting = new Set((await lettersToPost(city)).map(({ messageId }) => messageId))
  const posted = held.filter(({ id }) => waiting.has(id))
  for (const row of posted) {
    await closeRow(city, row, { state: 'sent', vendorId: 'printed' })
    await noteDelivery(city, row, 'delivered', city.now)
  }
  return posted.length
}
