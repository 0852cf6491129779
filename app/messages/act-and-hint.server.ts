import type { CityAccess, CityWork, Purpose } from '../../db/act.ts'
import { act } from '../access/act.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { hintDue } from './commands.server.ts'
import { nextDue } from './queries.server.ts'

/** An act that may move a talk and its reminders: afterwards the sweep knows when the city's next message falls due. */
export async function actAndHint<T>(
  access: CityAccess<'staff'>,
  purpose: Purpose,
  work: (city: CityWork) => Promise<T>,
): Promise<T> {
  const { done, due } = await act(access, purpose, async (city) => ({
    done: await work(city),
    due: await nextDue(city.db),
  }))
  await hintDue(runtime().databases.platform, access.city.slug, due?.toString() ?? null)
  return done
}
