import { count } from 'drizzle-orm'
import { hintDue } from '../../app/messages/commands.server.ts'
import { today as todayOf } from '../../infra/clock.ts'
import { act } from '../act.ts'
import { programme } from '../city/schema/programmes.ts'
import { cityAddress, withPlatform } from '../fleet/registry.ts'
import { type Server, withConnection } from '../fleet/server.ts'
import { type CityAccess, databasesOf } from '../mint.ts'
import { dayOf } from './days.ts'
import { type PresentSize, tellPresent } from './present.ts'
import { type CityRows, insertRows } from './rows.ts'
import { inOrder, openScene, type Setting } from './scene.ts'
import { type Colleague, staffId } from './staff.ts'
import { TOWNS } from './streets.ts'

/** Day and moment of the access's clock, as the stories want them. */
export function momentOf({ clock }: CityAccess): Pick<Setting, 'today' | 'now'> {
  return { today: dayOf(todayOf(clock)), now: new Date(clock.now().epochMilliseconds).toISOString() }
}

/**
 * Writes a told city in one transaction, and says in the registry when its first message falls due. A city that has
 * programmes already stays as it is.
 */
export async function writeCity(
  access: CityAccess<'staff'>,
  rows: CityRows,
): Promise<'loaded' | 'already there'> {
  const outcome = await act(access, { action: 'import', subject: 'demo' }, async ({ db }) => {
    const [found] = await db.select({ programmes: count() }).from(programme)
    if (found && found.programmes > 0) return 'already there'
    await insertRows(db, rows)
    return 'loaded'
  })
  if (outcome === 'loaded') await hintDue(databasesOf(access).platform, access.city.slug, firstDue(rows))
  return outcome
}

const firstDue = ({ message }: CityRows): string | null =>
  message.reduce<string | null>(
    (first, { nextAt }) => (nextAt && (!first || nextAt < first) ? nextAt : first),
    null,
  )

interface Filling {
  /** Open files. */
  clients: number
  /** Appointments in all, at most twelve a client. */
  appointments: number
  /** Social workers to begin with, such as an account that will sign in; the others are invented. */
  workers?: readonly Colleague[]
  seed?: string
}

/** Files a worker leads at most and at least are this far from the mean. */
const MEAN_CASELOAD = 100
const SPREAD = 16

/** Caseloads between 84 and 116 that add up to `clients`; fewer than 84 clients are one worker's. */
function caseloads(clients: number): number[] {
  const workers = Math.max(1, Math.round(clients / MEAN_CASELOAD))
  const loads = Array.from({ length: workers }, (_, at) => Math.floor((clients + at) / workers))
  for (let at = 0; at + 1 < workers; at += 2) {
    const off = ((at / 2) * 5) % (SPREAD + 1)
    loads[at] = (loads[at] ?? 0) - off
    loads[at + 1] = (loads[at + 1] ?? 0) + off
  }
  return loads
}

/**
 * Fills an empty city with invented open cases of one running programme as they stand today, for measuring: the same
 * rows as the demo's, in any number. Answers the workers, fullest caseload of each as `caseloads` says.
 */
export async function fillCity(
  access: CityAccess<'staff'>,
  { clients, appointments, workers = [], seed = 'fill' }: Filling,
): Promise<{ workers: Colleague[]; outcome: 'loaded' | 'already there' }> {
  const loads = caseloads(clients)
  const team = loads.map((_, at) => workers[at] ?? { id: staffId(10_001 + at), name: `Fachkraft ${at + 1}` })
  const lead = team[0] ?? { id: staffId(10_000), name: 'Leitung' }
  const moment = momentOf(access)
  const scene = openScene({
    ...moment,
    seed: `${seed}/${access.city.slug}`,
    town: TOWNS.wuppertal,
    colleagues: team,
    remindedSince: moment.today - 7,
    doorsAStreet: Math.ceil(clients / 70) + 4,
  })
  const open = team.map((worker, at) => ({ worker, open: loads[at] ?? 0 }))
  const size: PresentSize = {
    caseloads: open,
    left: 0,
    strangers: Math.round(clients * 0.2),
    appointments,
    lead,
  }
  tellPresent(scene, size)
  return { workers: team, outcome: await writeCity(access, inOrder(scene)) }
}

/** Up-to-date statistics and visibility map after a load: by the owner, for staff may not. */
export async function analyzeCity(server: Server, slug: string): Promise<void> {
  const address = await withPlatform(server, (platform) => cityAddress(server, platform, slug, 'owner'))
  await withConnection(address, async (sql) => {
    await sql`vacuum (analyze)`
  })
}
