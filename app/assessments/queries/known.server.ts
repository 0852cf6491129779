import { sql } from 'drizzle-orm'
import type { StaffDb } from '../../../db/handles.ts'
import type { ClientHead } from '../../clients/queries.server.ts'
import { type HouseholdSummary, householdValue } from '../../households/queries.server.ts'
import { ageOf } from '../../households/rules.ts'
import { type IntakeSummary, intakeValue } from '../../intake/queries.server.ts'
import { workGroundOf } from '../../permits/queries.server.ts'
import { type WorkPermission, workOf } from '../../permits/rules/work-permission.ts'
import type { Topic } from '../rules/topics.ts'

/** What another page asks and a topic of the talk touches: shown there, never asked again. */
export type Known =
  | ({ topic: 'languages' } & Pick<ClientHead, 'language' | 'interpreter'> &
      Pick<NonNullable<IntakeSummary['contact']>, 'readsLanguage' | 'literacy'>)
  | { topic: 'ability'; children: { name: string; age: number | null }[] }
  | { topic: 'obstacles'; home: HouseholdSummary['home'] }
  | { topic: 'readiness'; work: WorkPermission['result'] }

/** Undefined for a topic that only the talk asks about. `today`: ISO date. */
export async function knownBeside(
  db: StaffDb,
  head: ClientHead,
  topic: Topic,
  today: string,
): Promise<Known | undefined> {
  const { clientId, language, interpreter } = head
  switch (topic) {
    case 'languages': {
      const { contact } = await intakeOf(db, clientId)
      const { readsLanguage = null, literacy = null } = contact ?? {}
      return { topic, language, interpreter, readsLanguage, literacy }
    }
    case 'ability': {
      const { members } = await householdOf(db, clientId)
      const children = members.filter(({ relation }) => relation === 'child')
      return {
        topic,
        children: children.map(({ givenName: name, birthDate }) => ({ name, age: ageOf(birthDate, today) })),
      }
    }
    case 'obstacles':
      return { topic, home: (await householdOf(db, clientId)).home }
    case 'readiness':
      return { topic, work: workOf(await workGroundOf(db, clientId), today).result }
    default:
      return undefined
  }
}

async function intakeOf(db: StaffDb, clientId: string): Promise<IntakeSummary> {
  const [row] = await db.execute<{ intake: IntakeSummary }>(sql`select ${intakeValue(clientId)} as intake`)
  if (!row) throw new Error('A select without from has one row')
  return row.intake
}

async function householdOf(db: StaffDb, clientId: string): Promise<HouseholdSummary> {
  const [row] = await db.execute<{ household: HouseholdSummary }>(
    sql`select ${householdValue(clientId)} as household`,
  )
  if (!row) throw new Error('A select without from has one row')
  return row.household
}
