import { and, asc, eq, inArray } from 'drizzle-orm'
import type { PlatformTx } from '../../../db/handles.ts'
import { account, membership } from '../../../db/platform/schema/index.ts'

export interface DigestReader {
  accountId: string
  name: string
  email: string
  isLead: boolean
}

/** Who leads cases in a city and wants the mail in the morning. Demo accounts only while the product runs as a demo. */
export async function digestReaders(
  db: Pick<PlatformTx, 'select'>,
  citySlug: string,
  demo: boolean,
): Promise<DigestReader[]> {
  const found = await db
    .select({ accountId: account.id, name: account.name, email: account.email, role: membership.role })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .where(
      and(
        eq(membership.citySlug, citySlug),
        inArray(membership.role, ['lead', 'caseworker']),
        eq(account.digest, true),
        inArray(account.demo, demo ? [true, false] : [false]),
      ),
    )
    .orderBy(asc(account.id))
  return found.map(({ role, ...reader }) => ({ ...reader, isLead: role === 'lead' }))
}

/** Whether the owner of an account wants the mail in the morning. */
export async function wantsDigest(db: Pick<PlatformTx, 'select'>, accountId: string): Promise<boolean> {
  const [found] = await db.select({ wants: account.digest }).from(account).where(eq(account.id, accountId))
  return found?.wants ?? false
}
