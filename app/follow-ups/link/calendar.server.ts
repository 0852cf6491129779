import type { CityWork } from '../../../db/act.ts'
import { catalogueFor } from '../../letters/catalogue.ts'
import type { CalendarEntry } from '../calendar/ics.ts'
import { entryFor } from '../calendar/queries.server.ts'
import { behindLink } from './talk.server.ts'

/** The talk a link opens, for the client's own calendar, by a name in his language that says nothing else. */
export async function entryBehind(
  city: CityWork,
  appointmentId: string,
): Promise<{ entry: CalendarEntry; title: string } | undefined> {
  const behind = await behindLink(city, appointmentId)
  if (behind.is !== 'open') return undefined
  const { id, clientId } = behind.talk
  const entry = await entryFor(city.db, { clientId, appointmentId: id }, null)
  return entry && { entry, title: catalogueFor(behind.language).answer.title }
}
