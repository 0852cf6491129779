import { and, asc, eq, inArray } from 'drizzle-orm'
import type { PlatformDb } from '../../../db/handles.ts'
import { account, accountIdentity, city, citySignIn } from '../../../db/platform/schema/index.ts'

export interface Provider {
  citySlug: string
  issuer: string
  clientId: string
  /** Encrypted. */
  clientSecret: Buffer
}

/** A city's provider, while both are in use. */
export async function providerOf(db: PlatformDb, citySlug: string): Promise<Provider | undefined> {
  const { issuer, clientId, clientSecret } = citySignIn
  const [found] = await db
    .select({ citySlug: city.slug, issuer, clientId, clientSecret })
    .from(citySignIn)
    .innerJoin(city, eq(city.slug, citySignIn.citySlug))
    .where(and(eq(city.slug, citySlug), eq(city.status, 'live'), eq(citySignIn.enabled, true)))
  return found
}

export interface OfferedProvider {
  slug: string
  label: string
}

/** The cities by whose provider one may sign in, as the page offers them; `only` one of them, or none. */
export const offeredProviders = (db: PlatformDb, only?: string): Promise<OfferedProvider[]> =>
  db
    .select({ slug: city.slug, label: citySignIn.label })
    .from(citySignIn)
    .innerJoin(city, eq(city.slug, citySignIn.citySlug))
    .where(
      and(
        eq(city.status, 'live'),
        eq(citySignIn.enabled, true),
        only === undefined ? undefined : eq(city.slug, only),
      ),
    )
    .orderBy(asc(citySignIn.label))

/** Whose account this is; accounts of the demo only in the demo. */
export async function accountOfIdentity(
  db: PlatformDb,
  { issuer, subject }: { issuer: string; subject: string },
  demo: boolean,
): Promise<string | undefined> {
  const [found] = await db
    .select({ id: account.id })
    .from(accountIdentity)
    .innerJoin(account, eq(account.id, accountIdentity.accountId))
    .where(
      and(
        eq(accountIdentity.issuer, issuer),
        eq(accountIdentity.subject, subject),
        inArray(account.demo, demo ? [true, false] : [false]),
      ),
    )
  return found?.id
}
