import { hashPassword } from '../../app/access/commands.server.ts'
import type { Sql } from '../fleet/server.ts'
import type { Demo } from './bergisch.ts'

const PASSWORD = 'partizipation'

/** The region must be there before its cities. */
export async function enterRegion(platform: Sql, { region }: Demo): Promise<void> {
  await platform`insert into region (slug, name) values (${region.slug}, ${region.name}) on conflict do nothing`
}

/** Partner organisations, accounts, and where each may work. What is there already stays as it is. */
export async function enterAccounts(platform: Sql, demo: Demo): Promise<void> {
  // One hash for all: it takes long on purpose, and everybody may know this password.
  const passwordHash = await hashPassword(PASSWORD)
  const organisations = new Map(demo.organisations.map(({ slug, id }) => [slug, id]))
  const accounts = demo.accounts.map(({ id, email, name, partner }) => ({
    id,
    email,
    name,
    password_hash: passwordHash,
    organisation_id: organisations.get(partner ?? '') ?? null,
    demo: true,
  }))
  const memberships = demo.accounts.flatMap((account) =>
    account.memberships.map(({ city, role }) => ({ account_id: account.id, city_slug: city, role })),
  )
  const contracts = contractsOf(demo)
  const offices = demo.accounts.flatMap(({ id, office }) =>
    office
      ? [{ account_id: id, role: office, region_slug: office === 'coordinator' ? demo.region.slug : null }]
      : [],
  )
  await platform.begin(async (tx) => {
    await tx`insert into organisation ${tx(demo.organisations, 'id', 'slug', 'name')} on conflict do nothing`
    if (contracts.length > 0) await tx`insert into contract ${tx(contracts)} on conflict do nothing`
    await tx`insert into account ${tx(accounts)} on conflict do nothing`
    await tx`insert into membership ${tx(memberships)} on conflict do nothing`
    await tx`insert into office ${tx(offices)} on conflict do nothing`
  })
}

/** The days the demo's programme began: contracts run from there on. */
const CONTRACTED_FROM = '2025-01-01'

/** An organisation works for every city in which one of its people does. */
function contractsOf({ accounts, organisations }: Demo) {
  return organisations.flatMap(({ id, slug }) => {
    const people = accounts.filter(({ partner }) => partner === slug)
    const cities = new Set(people.flatMap(({ memberships }) => memberships.map(({ city }) => city)))
    return [...cities].map((city) => ({ organisation_id: id, city_slug: city, valid_from: CONTRACTED_FROM }))
  })
}
