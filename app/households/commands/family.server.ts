import type { CityWork } from '../../../db/act.ts'
import { holdFile, type TimelineEntry, writeTimeline } from '../../clients/commands.server.ts'
import { clientHead } from '../../clients/queries.server.ts'
import { fail, type Result } from '../../kit/result.ts'
import { type FamilyMember, familyOf } from '../queries.server.ts'

/**
 * One talk that serves a family: `write` gets whom of the client's household was ticked (the client too, when ticked), with
 * their files held until the act ends. `not-family`: somebody ticked is not of it, or whose file may not be written on.
 * Files are held in one order for everybody, so that two talks at once do not wait for each other in a circle.
 */
export async function withFamily<Refused extends string>(
  city: CityWork,
  clientId: string,
  personIds: readonly string[],
  write: (members: FamilyMember[]) => Promise<Result<null, Refused | 'not-found'>>,
): Promise<Result<null, Refused | 'not-found' | 'not-family'>> {
  const file = await clientHead(city.db, clientId)
  if (!file) return fail('not-found')
  const family = await familyOf(city.db, file.personId)
  const ticked = family.filter(({ personId }) => personIds.includes(personId))
  const files = new Set([clientId, ...ticked.flatMap((one) => one.clientId ?? [])])
  for (const id of [...files].sort())
    if (!(await holdFile(city, id))) return fail(id === clientId ? 'not-found' : 'not-family')
  if (ticked.length !== new Set(personIds).size) return fail('not-family')
  return write(ticked)
}

/** The same line in the stream of each of them who has a file. */
export async function tellFamily(
  city: CityWork,
  members: readonly FamilyMember[],
  entry: Omit<TimelineEntry, 'clientId'>,
): Promise<void> {
  for (const { clientId } of members) if (clientId) await writeTimeline(city, { ...entry, clientId })
}
