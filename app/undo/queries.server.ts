import type { CityWork } from '../../db/act.ts'
import { type Act, type ActAddress, actOf } from './acts.server.ts'
import { consequencesOf } from './consequences.server.ts'
import { hindranceOf } from './hindrances.server.ts'
import type { ActKind, Consequence, Hindrance } from './rules.ts'

export interface UndoPage extends Act {
  kind: ActKind
  actId: string
  /** What must be taken back first; null: nothing. */
  hindrance: Hindrance | null
  /** What will happen; empty when it is taken back already. */
  consequences: Consequence[]
}

/** Undefined when the file has no such act. */
export async function undoPage(city: CityWork, at: ActAddress): Promise<UndoPage | undefined> {
  const act = await actOf(city.db, at)
  if (!act) return undefined
  const stands = act.standing === 'stands'
  const hindrance = stands ? ((await hindranceOf(city.db, at)) ?? null) : null
  const consequences = stands && !hindrance ? await consequencesOf(city, at) : []
  return { kind: at.kind, actId: at.actId, ...act, hindrance, consequences }
}
