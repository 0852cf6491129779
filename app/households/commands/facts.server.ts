import type { CityWork } from '../../../db/act.ts'
import { earning, householdContact } from '../../../db/city/schema/households.ts'
import { holdFile, recorded } from '../../clients/commands.server.ts'
import { clientHead } from '../../clients/queries.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { EarningInput, SharedContactInput } from '../input.ts'
import { withFamily } from './family.server.ts'
import { heldHousehold } from './members.server.ts'

/** A number or address all of the household answer to; what was known before stays in the history. */
export async function recordSharedContact(
  city: CityWork,
  clientId: string,
  { formKey, ...contact }: SharedContactInput,
): Promise<Result<null, 'not-found'>> {
  const held = await holdFile(city, clientId)
  const file = held && (await clientHead(city.db, clientId))
  if (!file) return fail('not-found')
  const householdId = await heldHousehold(city, file.personId, city.today.toString())
  await city.db
    .insert(householdContact)
    .values({ id: formKey, householdId, ...contact, ...recorded(city) })
    .onConflictDoNothing({ target: householdContact.id })
  return ok(null)
}

/** Whether somebody of the household earns; what was said before stays. */
export const recordEarning = (
  city: CityWork,
  clientId: string,
  { formKey, member, earns, kind }: EarningInput,
): Promise<Result<null, 'not-found' | 'not-family'>> =>
  withFamily(city, clientId, [member], async () => {
    await city.db
      .insert(earning)
      .values({
        id: formKey,
        personId: member,
        earns,
        kind: earns === 'yes' ? kind : null,
        ...recorded(city),
      })
      .onConflictDoNothing({ target: earning.id })
    return ok(null)
  })
