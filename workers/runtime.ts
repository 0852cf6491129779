import { asc, eq } from 'drizzle-orm'
import type { CityAccess } from '../db/act.ts'
import { SYSTEM_ACTOR } from '../db/actor.ts'
import type { CityKind } from '../db/handles.ts'
import { mintAccess } from '../db/mint.ts'
import { type Databases, openDatabases } from '../db/open.ts'
import { city } from '../db/platform/schema/index.ts'
import type { Clock } from '../infra/clock.ts'
import type { Env } from '../infra/env.ts'
import { openFileRoom } from '../infra/files/file-room.ts'
import type { RootKey } from '../infra/key.ts'
import { type Mailer, mailStaysHere, openMailer } from '../infra/mail.ts'
import { openTexter, type Texter } from '../infra/sms.ts'
import { note } from './notes.ts'
import { paced } from './pace.ts'
import type { Queues } from './queues.ts'

/** Which cities a run has opened, and in which it failed; only how many is written down. */
export interface Tally {
  cities: Set<string>
  failed: Set<string>
}

/** What every job works with. */
export interface WorkerRuntime {
  env: Env
  clock: Clock
  key: RootKey
  databases: Databases
  queues: Queues
  /** Undefined while mail is held: rows stay due and nothing is claimed. */
  mailer: Mailer | undefined
  /** Of the run this was handed to. */
  tally: Tally
  /** The same for short messages. */
  texter: Texter | undefined
}

export interface RuntimeParts {
  env: Env
  /** Address of the Postgres server; database and login in it are not used. */
  serverUrl: string
  key: RootKey
  queues: Queues
}

export const newTally = (): Tally => ({ cities: new Set(), failed: new Set() })

export function openRuntime({ env, serverUrl, key, queues }: RuntimeParts): WorkerRuntime {
  const files = openFileRoom(env)
  const databases = openDatabases({ serverUrl, key, as: 'platform_worker', files })
  const mailer = openMailer(env)
  const pace = { platform: databases.platform, vendor: 'resend', perSecond: env.resendPerSecond }
  return {
    env,
    clock: env.clock,
    key,
    databases,
    queues,
    mailer: mailer && !mailStaysHere(env) ? paced(mailer, pace) : mailer,
    texter: openTexter(env),
    tally: newTally(),
  }
}

export type KnownCity = CityAccess['city']

const columns = { slug: city.slug, name: city.name, colour: city.colour }

export const liveCities = ({ databases }: WorkerRuntime): Promise<KnownCity[]> =>
  databases.platform.select(columns).from(city).where(eq(city.status, 'live')).orderBy(asc(city.slug))

/** Undefined when there is no such city. Opening one that is not live fails later, with CityUnavailable. */
export async function findCity({ databases }: WorkerRuntime, slug: string): Promise<KnownCity | undefined> {
  const [found] = await databases.platform.select(columns).from(city).where(eq(city.slug, slug))
  return found
}

/** The only place besides the guards that opens cities: as the system, `kind` says with which role. */
export const accessTo = <K extends CityKind>(
  { databases, clock }: WorkerRuntime,
  kind: K,
  known: KnownCity,
): CityAccess<K> => mintAccess<K>(databases, { kind, city: known, actor: SYSTEM_ACTOR, clock })

/** Undefined when `work` fails: it is noted by the city's slug and counted in the run's tally. */
export const tryIn = <T>(
  { tally }: Pick<WorkerRuntime, 'tally'>,
  what: string,
  { slug }: KnownCity,
  work: () => Promise<T>,
): Promise<T | undefined> =>
  work().catch((error: unknown) => {
    tally.failed.add(slug)
    note(what, { city: slug }, error)
    return undefined
  })

const AT_ONCE = 8

/** Runs `work` for each city, a few at a time. One that fails (`tryIn`) does not stop the others. */
export async function eachCity<K extends KnownCity>(
  runtime: Pick<WorkerRuntime, 'tally'>,
  what: string,
  cities: readonly K[],
  work: (known: K) => Promise<void>,
): Promise<void> {
  const left = [...cities]
  const lane = async (): Promise<void> => {
    for (let known = left.shift(); known; known = left.shift()) {
      const city = known
      runtime.tally.cities.add(city.slug)
      await tryIn(runtime, what, city, () => work(city))
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, left.length) }, lane))
}
