import { readFileSync } from 'node:fs'
import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { doNotVisit, visit } from '../../db/city/schema/outreach.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient, makePerson } from '../../tests/factories/people.ts'
import { recordVisit } from './commands.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

/** The last statement of the migration, which brought the marks. */
const statement = (): string =>
  readFileSync(new URL('../../db/city/migrations/0005_outreach_rounds.sql', import.meta.url), 'utf8')
    .split('--> statement-breakpoint')
    .at(-1) ?? ''

it('who refused before there were marks gets one, of the last refusal; one taken back leaves none', async () => {
  await city.work((work) => makeClient(work))
  const [twice, once, takenBack, met] = await city.work(async (work) => [
    await makePerson(work),
    await makePerson(work),
    await makePerson(work),
    await makePerson(work),
  ])
  const knock = (personId: string, outcome: 'declined' | 'nobody-home', occurredOn: string) =>
    city.work((work) => recordVisit(work, { formKey: crypto.randomUUID(), personId, outcome, occurredOn }))
  await knock(twice, 'declined', '2026-03-02')
  await knock(twice, 'declined', '2026-03-05')
  await knock(once, 'declined', '2026-03-03')
  await knock(takenBack, 'declined', '2026-03-04')
  await knock(met, 'nobody-home', '2026-03-04')
  await city.work(({ db, now, actor }) =>
    db
      .update(visit)
      .set({ voidedAt: now, voidedBy: actor.id, voidReason: 'Falsche Tür' })
      .where(eq(visit.personId, takenBack)),
  )
  await withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), async (sql) => {
    await sql`delete from do_not_visit`
    await sql.unsafe(statement())
  })
  const marks = await city.work(({ db }) =>
    db
      .select({ personId: doNotVisit.personId, sinceOn: doNotVisit.sinceOn, reason: doNotVisit.reason })
      .from(doNotVisit)
      .where(inArray(doNotVisit.personId, [twice, once, takenBack, met]))
      .orderBy(doNotVisit.sinceOn),
  )
  expect(marks).toEqual([
    { personId: once, sinceOn: '2026-03-03', reason: 'declined' },
    { personId: twice, sinceOn: '2026-03-05', reason: 'declined' },
  ])
})
