/** Addresses that are of no use any more, or whose owner wants nothing by them. */
import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { blockedAddress } from '../../../db/city/schema/messages.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { clientHead } from '../../clients/queries.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { addressKey } from '../rules/delivery.ts'

type Block = typeof blockedAddress.$inferSelect

/** Nothing goes there from now on. A second reason does not push the first aside: the day it began stays. */
export async function blockAddress(
  city: CityWork,
  { channel, address, reason }: Pick<Block, 'channel' | 'address' | 'reason'>,
): Promise<void> {
  await city.db
    .insert(blockedAddress)
    .values({ channel, address: addressKey(address), reason, since: city.now })
    .onConflictDoNothing()
}

/**
 * What the person told about the address she has now: nothing is to come there (`stop`), or it is good again (`lift`). Twice is
 * the same.
 */
export async function changeAddress(
  city: CityWork,
  clientId: string,
  { channel, wish }: { channel: Block['channel']; wish: 'stop' | 'lift' },
): Promise<Result<null, 'not-found'>> {
  const file = (await holdFile(city, clientId)) && (await clientHead(city.db, clientId))
  const address = file && (channel === 'email' ? file.email : file.phone)
  if (!address) return fail('not-found')
  if (wish === 'stop') await blockAddress(city, { channel, address, reason: 'stopped' })
  else
    await city.db
      .update(blockedAddress)
      .set({ liftedAt: city.now, liftedBy: city.actor.id })
      .where(
        and(
          eq(blockedAddress.channel, channel),
          eq(blockedAddress.address, addressKey(address)),
          isNull(blockedAddress.liftedAt),
        ),
      )
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: wish === 'stop' ? 'messages-stopped' : 'messages-resumed',
    words: { channel },
  })
  return ok(null)
}
