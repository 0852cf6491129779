import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'

/** Somebody of the city's staff. */
export interface Colleague {
  id: string
  name: string
}

/** Rows name their people by reference, so these are made known first. */
export async function introduce({ db }: CityWork, people: readonly Colleague[]): Promise<void> {
  if (people.length === 0) return
  await db
    .insert(actor)
    .values(people.map(({ id, name }) => ({ id, name })))
    .onConflictDoNothing()
}
