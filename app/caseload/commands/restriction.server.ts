import { and, eq, inArray, notInArray } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { fileAccess } from '../../../db/city/schema/caseload.ts'
import { client } from '../../../db/city/schema/clients.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { RestrictionInput } from '../input.ts'
import { decideNamed, type RestrictionError } from '../rules.ts'
import { type Colleague, introduce } from './colleague.server.ts'
import { endAccess, grant } from './file-access.server.ts'

/** From now on only the named people see the file; who was named before and is not now sees it no more. */
export async function restrictFile(
  city: CityWork,
  clientId: string,
  {
    restriction,
    named,
    staff,
  }: {
    restriction: RestrictionInput['restriction']
    named: readonly Colleague[]
    /** Ids of the city's people: a lead who has left is not asked for. */
    staff: readonly string[]
  },
): Promise<Result<null, RestrictionError | 'not-found'>> {
  const file = await holdFile(city, clientId)
  if (!file) return fail('not-found')
  const people = named.map(({ id }) => id)
  const leadId = file.leadId && staff.includes(file.leadId) ? file.leadId : null
  const decided = decideNamed(people, { leadId, actorId: city.actor.id })
  if (!decided.ok) return decided
  await introduce(city, named)
  await grant(city, clientId, people)
  await endAccess(
    city,
    and(
      eq(fileAccess.clientId, clientId),
      eq(fileAccess.kind, 'named'),
      notInArray(fileAccess.actorId, people),
    ),
  )
  // Whoever is named again is no former lead any more.
  await endAccess(
    city,
    and(
      eq(fileAccess.clientId, clientId),
      eq(fileAccess.kind, 'former-lead'),
      inArray(fileAccess.actorId, people),
    ),
  )
  await city.db.update(client).set({ restriction }).where(eq(client.id, clientId))
  if (file.restriction === null)
    await writeTimeline(city, { clientId, occurredOn: city.today.toString(), kind: 'restricted' })
  return ok(null)
}

/** The city's staff sees the file again. */
export async function liftRestriction(city: CityWork, clientId: string): Promise<Result<null, 'not-found'>> {
  const file = await holdFile(city, clientId)
  if (!file) return fail('not-found')
  if (file.restriction === null) return ok(null)
  await city.db.update(client).set({ restriction: null }).where(eq(client.id, clientId))
  await endAccess(city, eq(fileAccess.clientId, clientId))
  await writeTimeline(city, { clientId, occurredOn: city.today.toString(), kind: 'restriction-lifted' })
  return ok(null)
}
