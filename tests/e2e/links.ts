import { newToken } from '../../app/access/tokens.server.ts'
import { linkFor } from '../../app/work-plans/links.server.ts'
import { signingRequest } from '../../db/city/schema/work-plans.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { testServer } from '../factories/city.ts'
import type { Office } from './office.ts'

/** A working link for every page that is opened by one, by the page's address; made for the clock of these tests. */
export async function makeLinks({ city, lead }: Office): Promise<Map<string, string>> {
  const [invitation, reset, email] = [newToken(), newToken(), newToken()]
  const [made, ends] = ['2026-03-09T08:00:00Z', '2026-03-10T08:00:00Z']
  const address = `${invitation.token.slice(0, 8).toLowerCase()}@stadt.example`
  await withPlatform(testServer(), async (sql) => {
    await sql`insert into invitation (email, role, city_slug, token_hash, invited_by, created_at, expires_at)
      values (${address}, 'caseworker', ${city.slug}, ${invitation.hash}, ${lead.id}, ${made}, ${ends})`
    await sql`insert into account_link (account_id, kind, token_hash, email, created_at, expires_at)
      values (${lead.id}, 'reset', ${reset.hash}, null, ${made}, ${ends}),
        (${lead.id}, 'email', ${email.hash}, ${address}, ${made}, ${ends})`
  })
  return new Map([
    ['/invitation/:token', invitation.token],
    ['/password-reset/:token', reset.token],
    ['/account/email/:token', email.token],
    ['/m/:city/:token', await signingLink(city)],
  ])
}

/** The link by which the client of the full city may sign his plan. */
async function signingLink(city: Office['city']): Promise<string> {
  return city.work(async (work) => {
    const [waits] = await work.db.select({ id: signingRequest.versionId }).from(signingRequest).limit(1)
    if (!waits) throw new Error('no plan waits for a signature')
    const place = { origin: 'http://127.0.0.1', key: testServer().key }
    return (await linkFor(work, place, waits.id)).url.split('/').at(-1) ?? ''
  })
}
