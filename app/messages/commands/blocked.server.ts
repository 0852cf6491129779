/** Addresses that are of no use any more, or whose owner wants nothing by them. */
import type { CityWork } from '../../../db/act.ts'
import { blockedAddress } from '../../../db/city/schema/messages.ts'
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
