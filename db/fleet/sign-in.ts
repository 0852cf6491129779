import { encrypt } from '../../infra/key.ts'
import { withPlatform } from './registry.ts'
import type { Server } from './server.ts'

export interface CitySignIn {
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button says, 2 to 80 characters. */
  label: string
}

/** The city's people may sign in by this provider from now on; what was set before is replaced. */
export const setCitySignIn = (
  server: Server,
  slug: string,
  { issuer, clientId, clientSecret, label }: CitySignIn,
): Promise<void> =>
  withPlatform(server, async (platform) => {
    const secret = encrypt(server.key, `sign-in:${slug}`, clientSecret)
    await platform`
      with made as (
        insert into city_sign_in (city_slug, issuer, client_id, client_secret, label)
        values (${slug}, ${issuer}, ${clientId}, ${secret}, ${label})
        on conflict (city_slug) do update set issuer = excluded.issuer, client_id = excluded.client_id,
          client_secret = excluded.client_secret, label = excluded.label, enabled = true
        returning city_slug)
      insert into account_event (generation, at, kind, city_slug, reason)
      select generation, now(), 'city-sign-in-on', city_slug, 'command line' from made, platform_identity`
  })

/** Nobody signs in by the city's provider any more; whom it is linked to stays known. False: it was off already. */
export const endCitySignIn = (server: Server, slug: string): Promise<boolean> =>
  withPlatform(server, async (platform) => {
    const told = await platform`
      with made as (
        update city_sign_in set enabled = false where city_slug = ${slug} and enabled returning city_slug)
      insert into account_event (generation, at, kind, city_slug, reason)
      select generation, now(), 'city-sign-in-off', city_slug, 'command line' from made, platform_identity`
    return told.count > 0
  })
