import { type SQL, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { reachAsRecorded } from '../../intake/commands.server.ts'
import { renewKnock } from '../../outreach/knock-effects.server.ts'
import { type Act, type ActAddress, rowsOf, SHAPES } from '../acts.server.ts'

/** What taking back writes on a row; it is never deleted. */
const voidedBy = ({ now, actor }: CityWork, reason: string): SQL =>
  sql`voided_at = ${now.toString()}::timestamptz, voided_by = ${actor.id}::uuid, void_reason = ${reason}`

/** The rows of the act no longer count. */
export async function markVoid(city: CityWork, at: ActAddress, reason: string): Promise<void> {
  const { table } = SHAPES[at.kind]
  await city.db.execute(
    sql`update ${table} act set ${voidedBy(city, reason)} where ${rowsOf(at)} and act.voided_at is null`,
  )
  // The paper a grant made came with it.
  if (at.kind === 'extension')
    await city.db.execute(sql`
      update residence_title set ${voidedBy(city, reason)}
      where voided_at is null and id = (select new_title_id from permit_extension where id = ${at.actId}::uuid)`)
}

/** They count again; throws when an index says that something else stands in their place. */
export async function markValid(db: Pick<CityWork['db'], 'execute'>, at: ActAddress): Promise<void> {
  const { table } = SHAPES[at.kind]
  const valid = sql`voided_at = null, voided_by = null, void_reason = null`
  if (at.kind === 'extension')
    await db.execute(sql`
      update residence_title set ${valid} from permit_extension extension
      where extension.id = ${at.actId}::uuid and residence_title.id = extension.new_title_id
        and residence_title.voided_at = extension.voided_at`)
  await db.execute(sql`update ${table} act set ${valid} where ${rowsOf(at)}`)
}

/** What follows from an act that counts again, or counts over there, beside what is due. */
export async function comeAgain(city: CityWork, { kind, clientId, actId }: ActAddress): Promise<void> {
  if (kind === 'visit') await renewKnock(city, actId)
  if (kind === 'contact') await reachAsRecorded(city, clientId)
}

type Notice = 'taken-back' | 'moved-away' | 'stands-again'

/** The line that says so; the act's own lines stay, struck through as long as this one is the last word. */
export const tellOf = (
  city: CityWork,
  kind: Notice,
  { at, act, reason }: { at: ActAddress; act: Act; reason: string },
): Promise<void> =>
  writeTimeline(city, {
    clientId: at.clientId,
    occurredOn: city.today.toString(),
    kind,
    refId: at.actId,
    words: { act: at.kind, date: act.day, reason },
  })
