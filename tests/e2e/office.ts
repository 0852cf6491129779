import { randomBytes } from 'node:crypto'
import { withPlatform } from '../../db/fleet/registry.ts'
import { makeCity, type TestCity, testServer } from '../factories/city.ts'
import { makePartnerAccount, organisationNamed, type TestOrganisation } from '../factories/partners.ts'
import { makeAccount, type TestAccount } from '../factories/web.ts'

export interface Office {
  city: TestCity
  /** Leads the city and coordinates its region. */
  lead: TestAccount
  /** Looks after data protection there. */
  dpo: TestAccount
  /** Runs the platform. */
  operator: TestAccount
  /** Works with the city, for `organisation`. */
  partner: TestAccount
  organisation: TestOrganisation
  remove(): Promise<void>
}

/** A city that is alone in its region, and somebody who may do everything there. */
export async function makeOffice(): Promise<Office> {
  const city = await makeCity()
  const region = `r${randomBytes(5).toString('hex')}`
  // Of the demo: a coordinator would have to set up a second factor first.
  const lead = await makeAccount({ [city.slug]: 'lead' }, 'Aylin Testfall', true)
  const dpo = await makeAccount({ [city.slug]: 'dpo' }, 'Dorothea Schutz')
  const operator = await makeAccount({}, 'Olga Betrieb', true)
  const organisation = organisationNamed('Diakonie Testfall')
  const partner = await makePartnerAccount(organisation, [city.slug])
  await withPlatform(testServer(), async (sql) => {
    await sql`insert into region (slug, name) values (${region}, 'Bergisches Land')`
    await sql`update city set region_slug = ${region} where slug = ${city.slug}`
    await sql`insert into office (account_id, role, region_slug) values (${lead.id}, 'coordinator', ${region})`
    await sql`insert into office (account_id, role) values (${operator.id}, 'operator')`
  })
  return {
    city,
    lead,
    dpo,
    operator,
    partner,
    organisation,
    async remove() {
      await withPlatform(testServer(), (sql) => sql`delete from report_run where region_slug = ${region}`)
      await city.remove()
      await withPlatform(testServer(), async (sql) => {
        await sql`delete from office where region_slug = ${region}`
        await sql`delete from region where slug = ${region}`
      })
    },
  }
}
