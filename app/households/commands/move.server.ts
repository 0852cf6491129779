import { and, inArray, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { dwelling, tenancy } from '../../../db/city/schema/clients.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { streetKey, writtenHouseNumber, writtenStreet } from '../../outreach/list/address.ts'
import type { MoveInput } from '../input.ts'
import { decideMove, type Home, type MoveError } from '../rules.ts'
import { tellFamily, withFamily } from './family.server.ts'

/** Who of the household was ticked lives there from that day on; where they lived before stays, with its last day. */
export async function moveHome(
  city: CityWork,
  clientId: string,
  { formKey, fromOn, movers, ...asked }: MoveInput,
): Promise<Result<null, MoveError | 'not-found' | 'not-family'>> {
  return withFamily(city, clientId, movers, async (members) => {
    const people = members.map(({ personId }) => personId)
    const now = and(inArray(tenancy.personId, people), isNull(tenancy.untilOn))
    const living = await city.db.select().from(tenancy).where(now).for('update')
    const rows = await city.db.execute<{ id: string }>(
      sql`select id from tenancy where id = md5(${formKey}::text || ${people[0] ?? ''}::text)::uuid`,
    )
    if (rows.length > 0) return ok(null)
    const since = living.map((home) => home.fromOn)
    const decided = decideMove(asked, fromOn, { today: city.today.toString(), since })
    if (!decided.ok) return decided
    const home = decided.value
    const dwellingId = await doorOf(city, home)
    if (dwellingId === null && home.kind === 'own-flat') return fail('street-missing')
    await city.db.update(tenancy).set({ untilOn: fromOn }).where(now)
    await city.db.insert(tenancy).values(
      people.map((personId) => ({
        id: sql`md5(${formKey}::text || ${personId}::text)::uuid`,
        personId,
        dwellingId,
        kind: home.kind,
        homeName: home.homeName,
        fromOn,
      })),
    )
    await tellFamily(city, members, { kind: 'moved', occurredOn: fromOn })
    return ok(null)
  })
}

/** The door of an address, known or new; null where there is no street. */
async function doorOf({ db }: CityWork, home: Home): Promise<string | null> {
  const street = writtenStreet(home.street)
  if (!street) return null
  const [door] = await db
    .insert(dwelling)
    .values({
      street,
      streetKey: streetKey(street),
      houseNumber: writtenHouseNumber(home.houseNumber),
      postcode: home.postcode,
      town: home.town,
    })
    // An update that changes nothing, so that a door known before is returned too.
    .onConflictDoUpdate({
      target: [dwelling.streetKey, dwelling.houseNumber, dwelling.postcode, dwelling.town],
      set: { streetKey: streetKey(street) },
    })
    .returning({ id: dwelling.id })
  return door?.id ?? null
}
