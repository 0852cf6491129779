import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Result } from '../../app/kit/result.ts'
import { recordPlacement } from '../../app/placements/commands.server.ts'
import { takeBack } from '../../app/undo/commands.server.ts'
import { act, type CityWork } from '../../db/act.ts'
import { analyzeCity } from '../../db/demo/fill.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { addressOf, databaseOf, type Server, withConnection } from '../../db/fleet/server.ts'
import { mintAccess } from '../../db/mint.ts'
import { openDatabases } from '../../db/open.ts'
import { systemClock, today } from '../../infra/clock.ts'
import { type BenchFile, clientsIn, hundredths, middle } from './cities.ts'
import { addWorker, type BenchWorker, type Environment, signIn, startProduct } from './product.ts'
import type { Report } from './report.ts'

const WATCHED = 'writers'
const PLAIN = 'writers-plain'
const WRITERS = 16
const ROUNDS = 6
const ROUND_MS = 3000

/** One act of one writer in a city; `key` is that of the form that is sent. */
type Write = (slug: string, file: BenchFile, key: string) => Promise<void>

/**
 * 16 people who record a job and take it back, one after the other: through the forms of the production build, and by
 * the commands alone. "Without" is the same in a city whose database keeps no trail; the commands there run in a bare
 * transaction, without the settings policies need and without whoever writes being made known.
 */
export async function benchWriters(report: Report, environment: Environment): Promise<void> {
  const { server } = environment
  for (const slug of [WATCHED, PLAIN]) await provisionCity(server, { slug, name: `Stadt ${slug}` })
  const worker = await addWorker(server, [WATCHED, PLAIN])
  const files = {
    [WATCHED]: await clientsIn(server, WATCHED, 1000),
    [PLAIN]: await clientsIn(server, PLAIN, 1000),
  }
  await keepNoTrail(server, worker)
  await throughForms(environment, worker, (writes) => measure(report, server, files, 'forms', writes))
  await asCommands(server, worker, (writes) => measure(report, server, files, 'commands', writes))
}

/** No row for an act, none for what it changed. */
const keepNoTrail = (server: Server, { id, name }: BenchWorker): Promise<void> =>
  withConnection(addressOf(server.adminUrl, databaseOf(PLAIN)), async (db) => {
    await db`insert into actor (id, name) values (${id}, ${name})`
    await db.unsafe(`create function no_trail() returns trigger language plpgsql as 'begin return null; end'`)
    await db.unsafe(
      'create trigger no_trail before insert on audit_event for each row execute function no_trail()',
    )
    const watched =
      await db`select tgrelid::regclass::text as table from pg_trigger where tgname = 'audit_change'`
    for (const { table } of watched) await db.unsafe(`alter table ${table} disable trigger audit_change`)
  })

const JOB = {
  employer: 'Messbetrieb GmbH',
  town: 'Wuppertal',
  jobTitle: 'Helferin',
  workingTime: 'full-time',
} as const
const REASON = 'Gemessen'

async function throughForms(
  environment: Environment,
  worker: BenchWorker,
  measured: (writes: Write[]) => Promise<void>,
): Promise<void> {
  const web = await startProduct(environment)
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS })
  try {
    const cookie = await signIn(web.origin, worker)
    const send = async (
      slug: string,
      { clientId }: BenchFile,
      page: string,
      fields: Record<string, string>,
    ): Promise<void> => {
      const to = `${web.origin}/c/${slug}/clients/${clientId}/${page}`
      const status = await post(to, new URLSearchParams(fields), { agent, cookie, origin: web.origin })
      if (status !== 303) throw new Error(`The bench's form is answered ${status}`)
    }
    const firstDay = today(systemClock).toString()
    await measured([
      (slug, file, formKey) =>
        send(slug, file, 'placement', { formKey, ...JOB, hoursPerWeek: '39', firstDay }),
      (slug, file, placementId) => send(slug, file, `undo/placement/${placementId}`, { reason: REASON }),
    ])
  } finally {
    agent.destroy()
    await web.stop()
  }
}

interface Sender {
  agent: Agent
  cookie: string
  origin: string
}

/** Sends a form as a browser does; answers the status. */
const post = (to: string, form: URLSearchParams, { agent, cookie, origin }: Sender): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' }
    const sent = request(to, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.once('error', reject).end(form.toString())
  })

async function asCommands(
  server: Server,
  { id, name }: BenchWorker,
  measured: (writes: Write[]) => Promise<void>,
): Promise<void> {
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' })
  const actor = { id, name, role: 'caseworker' } as const
  const city = { slug: WATCHED, name: WATCHED, colour: '#1f5f8b' }
  try {
    const access = mintAccess(databases, { kind: 'staff', city, actor, clock: systemClock })
    const unwatched = await databases.city(PLAIN, 'staff')
    const run = async (
      slug: string,
      clientId: string,
      work: (at: CityWork) => Promise<Result<unknown, string>>,
    ) => {
      const done =
        slug === WATCHED
          ? await act(access, { action: 'change', subject: 'placement', subjectId: clientId }, work)
          : await unwatched.transaction((tx) =>
              work({
                db: Object.assign(tx, { opens: 'staff' as const }),
                actor,
                city,
                now: systemClock.now(),
                today: today(systemClock),
              }),
            )
      if (!done.ok) throw new Error(`The bench is refused: ${done.error}`)
    }
    await measured([
      (slug, { clientId }, formKey) =>
        run(slug, clientId, (at) =>
          recordPlacement(at, clientId, {
            formKey,
            ...JOB,
            hoursPerWeek: 39,
            firstDay: at.today.toString(),
            sure: true,
          }),
        ),
      (slug, { clientId }, placementId) =>
        run(slug, clientId, (at) =>
          takeBack(at, { kind: 'placement', clientId, actId: placementId }, { reason: REASON }),
        ),
    ])
  } finally {
    await databases.close()
  }
}

/** Both cities in turn, so that what else the machine does falls on both alike. */
async function measure(
  report: Report,
  server: Server,
  files: Record<string, readonly BenchFile[]>,
  by: string,
  writes: readonly Write[],
): Promise<void> {
  const rates: Record<string, number[]> = { [WATCHED]: [], [PLAIN]: [] }
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const slug of [WATCHED, PLAIN]) {
      const rate = await writesPerSecond(
        files[slug] ?? [],
        (write, file, key) => write(slug, file, key),
        writes,
      )
      // The first round warms up, and Postgres learns from it that the tables are no longer empty.
      if (round === 0) await analyzeCity(server, slug)
      else rates[slug]?.push(rate)
    }
  }
  const [withTrail, without] = [middle(rates[WATCHED] ?? []), middle(rates[PLAIN] ?? [])]
  report({
    scenario: 'access',
    part: 'writers',
    by,
    writers: WRITERS,
    actsPerSecond: Math.round(withTrail),
    withoutTrail: Math.round(without),
    ratio: hundredths(withTrail / without),
    wanted: 0.9,
  })
}

/** Each writer has files of its own and does one after the other all that is to be written in it. */
async function writesPerSecond(
  files: readonly BenchFile[],
  write: (one: Write, file: BenchFile, key: string) => Promise<void>,
  writes: readonly Write[],
): Promise<number> {
  const began = performance.now()
  let written = 0
  const writer = async (nth: number): Promise<void> => {
    for (let at = nth; performance.now() - began < ROUND_MS; at += WRITERS) {
      const file = files[at % files.length] as BenchFile
      const key = randomUUID()
      for (const one of writes) {
        await write(one, file, key)
        written += 1
      }
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, nth) => writer(nth)))
  return (written / (performance.now() - began)) * 1000
}
