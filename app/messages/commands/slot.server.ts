import { inArray, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { client } from '../../../db/city/schema/clients.ts'
import type { MessageRow } from './rungs.server.ts'

/**
 * Who of these gets the person's day for a channel: the slot to write into the row, by the row's id. Missing: another message
 * has it, whoever sent that. The locks make who comes second wait and see; the unique index holds whatever happens.
 */
export async function freeSlots(
  city: CityWork,
  channel: MessageRow['channel'],
  rows: readonly Pick<MessageRow, 'id' | 'clientId'>[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map()
  const people = await city.db
    .select({ clientId: client.id, personId: client.personId })
    .from(client)
    .where(
      inArray(
        client.id,
        rows.map(({ clientId }) => clientId),
      ),
    )
  const slotOf = new Map(people.map(({ clientId, personId }) => [clientId, `${personId} ${city.today}`]))
  const slots = JSON.stringify([...new Set(slotOf.values())].sort())
  // In one order, or two who want the same days would wait for each other.
  await city.db.execute(sql`
    select count(pg_advisory_xact_lock(hashtextextended(${`${channel} `} || slot, 7047)))
    from (select slot from jsonb_array_elements_text(${slots}::jsonb) as wanted (slot) order by slot) as wanted`)
  const found = await city.db.execute<{ slot: string }>(sql`
    select slot from message where channel = ${channel}
      and slot in (select * from jsonb_array_elements_text(${slots}::jsonb))`)
  const taken = new Set(found.map(({ slot }) => slot))
  const given = new Map<string, string>()
  for (const { id, clientId } of rows) {
    const slot = slotOf.get(clientId)
    if (!slot) throw new Error('A message is for no client')
    if (taken.has(slot)) continue
    taken.add(slot)
    given.set(id, slot)
  }
  return given
}
