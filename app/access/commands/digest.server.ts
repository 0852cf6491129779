import { eq } from 'drizzle-orm'
import type { PlatformDb } from '../../../db/handles.ts'
import { account } from '../../../db/platform/schema/index.ts'

/** Turns the mail in the morning on or off for one's own account; what is on its way is asked again before it is sent. */
export async function setDigest(
  db: PlatformDb,
  { accountId, wanted }: { accountId: string; wanted: boolean },
): Promise<void> {
  await db.update(account).set({ digest: wanted }).where(eq(account.id, accountId))
}
