import { and, eq, ne, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { client } from '../../../db/city/schema/clients.ts'
import { message } from '../../../db/city/schema/messages.ts'
import type { MessageRow } from './rungs.server.ts'

/**
 * Takes up the person's day for a channel; false when another message has it, whoever sent that. The lock makes who comes second
 * wait and see; the unique index holds whatever happens.
 */
export async function takeSlot(city: CityWork, { id, clientId, channel }: MessageRow): Promise<boolean> {
  const [found] = await city.db
    .select({ personId: client.personId })
    .from(client)
    .where(eq(client.id, clientId))
  if (!found) throw new Error('A message is for no client')
  const slot = `${found.personId} ${city.today}`
  await city.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${channel} ${slot}`}, 7047))`)
  const taken = await city.db
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.channel, channel), eq(message.slot, slot), ne(message.id, id)))
  if (taken.length > 0) return false
  await city.db.update(message).set({ slot }).where(eq(message.id, id))
  return true
}
