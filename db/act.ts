import { createHash, randomBytes } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { dayOf } from '../infra/clock.ts'
import type { AUDIT_ACTIONS, SpecialCategory } from './city/schema/audit.ts'
import type { CityHandles, CityKind, StaffReader } from './handles.ts'
import { type Actor, type CityAccess, databasesOf } from './mint.ts'
import { type CityPool, CityUnavailable } from './open.ts'

export type { Actor, CityAccess } from './mint.ts'

/** Why the city's rows are opened; becomes the audit row. */
export interface Purpose {
  action: (typeof AUDIT_ACTIONS)[number]
  /** Which page or command, a word of ours: 'client', 'today', 'visit'. Never a person's data. */
  subject: string
  /** The client, person or row it is about. */
  subjectId?: string
  /**
   * Personal values of a look worth proving later (what was searched for): stored apart and erasable, their digest sealed.
   * What an act changes Postgres writes down itself (db/city/audit.sql).
   */
  values?: Record<string, string | number | null>
  /** Why, in the words of whoever asks. Sealed as it stands and never erased: without names of clients. */
  reason?: string
  /** Which of Article 9's categories the work reads. */
  special?: readonly SpecialCategory[]
}

/** What an act works with: rows of one city, as one person, at one time. */
export interface CityWork<K extends CityKind = 'staff'> {
  readonly db: CityHandles[K]
  readonly actor: Actor
  readonly city: CityAccess['city']
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
}

/** An act whose city and purpose are settled: a form runs its command in it, in one transaction. */
export type Run = <T>(work: (city: CityWork) => Promise<T>) => Promise<T>

type Transaction = Parameters<Parameters<CityPool['transaction']>[0]>[0]

const handles: { [K in CityKind]: (tx: Transaction) => CityHandles[K] } = {
  staff: (tx) => Object.assign(tx, { opens: 'staff' as const }),
  partner: (tx) => Object.assign(tx, { opens: 'partner' as const }),
  report: (tx) => Object.assign(tx, { opens: 'report' as const }),
}

/** Canonical form first, so that the digest can be made again from the stored value. */
export function valueDigest(salt: Buffer, values: Record<string, string | number | null>): Buffer {
  const canonical = JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(salt).update(canonical).digest()
}

/** The audit row of an act. `digest` stays when the value it was made from is erased. */
function auditInsert(
  { actor }: Pick<CityAccess, 'actor'>,
  purpose: Purpose,
  now: Temporal.Instant,
  digest: Buffer | null,
): SQL {
  const special = purpose.special ? `{${purpose.special.join(',')}}` : null
  return sql`
    insert into audit_event (generation, at, actor_id, actor_name, actor_role, organisation, action, subject, subject_id,
      value_digest, reason, special)
    select generation, ${now.toString()}, ${actor.id}::uuid, ${actor.name}, ${actor.role}, ${actor.organisation?.name ?? null},
      ${purpose.action}, ${purpose.subject}, ${purpose.subjectId ?? null}::uuid, ${digest}::bytea, ${purpose.reason ?? null},
      ${special}::text[] from city_identity`
}

/** Who asks and on which day, for policies; ends with the transaction. */
const settingsOf = ({ actor }: CityAccess, today: Temporal.PlainDate): SQL => sql`
  set_config('app.actor', ${actor.id}, true), set_config('app.org', ${actor.organisation?.id ?? ''}, true),
  set_config('app.today', ${today.toString()}, true)`

/**
 * Whoever writes must be known here: rows name their author by reference. Who is known already is left alone, without
 * a lock, or one person's acts would wait for each other. A partner's role adds itself and changes nothing.
 */
const introduction = ({ kind, actor }: CityAccess): SQL => sql`
  insert into actor (id, name, organisation)
  select id, name, organisation from (values (${actor.id}::uuid, ${actor.name}, ${actor.organisation?.name ?? null}))
    as introduced (id, name, organisation)
  where not exists (select from actor where actor.id = introduced.id and actor.name = introduced.name
    and actor.organisation is not distinct from introduced.organisation)
  on conflict (id) ${
    kind === 'partner'
      ? sql`do nothing`
      : sql`do update set name = excluded.name, organisation = excluded.organisation`
  }`

interface When {
  now: Temporal.Instant
  today: Temporal.PlainDate
}

const timeOf = ({ clock }: CityAccess): When => {
  const now = clock.now()
  return { now, today: dayOf(now) }
}

/** The audit row, who writes, and the settings: one statement. */
function auditRow(access: CityAccess, purpose: Purpose, { now, today }: When): SQL {
  const introduced = READS.has(purpose.action) ? sql`` : sql`, introduced as (${introduction(access)})`
  const settings = sql`select ${settingsOf(access, today)}`
  if (!purpose.values)
    return sql`with event as (${auditInsert(access, purpose, now, null)}) ${introduced} ${settings}`
  const salt = randomBytes(16)
  return sql`
    with event as (${auditInsert(access, purpose, now, valueDigest(salt, purpose.values))} returning id),
    value as (insert into audit_value (event_id, salt, value) select id, ${salt}, ${JSON.stringify(purpose.values)}::jsonb from event)
    ${introduced} ${settings}`
}

const READS = new Set<Purpose['action']>(['view', 'search', 'count', 'export', 'print', 'failure'])

/**
 * Writes who does what and why, before anything else: the statement is on its way when this returns its promise.
 * Throws CityUnavailable when the row cannot be written.
 */
async function audit(tx: Transaction, access: CityAccess, purpose: Purpose, when: When): Promise<void> {
  // The report role can write nothing: its functions leave the trace themselves.
  if (access.kind === 'report') return
  try {
    // A partner's audit row must be in its own name, which the policy knows by the settings: they go ahead.
    const settings =
      access.kind === 'partner'
        ? tx.execute(sql`select ${settingsOf(access, when.today)}`).execute()
        : undefined
    await Promise.all([settings, tx.execute(auditRow(access, purpose, when)).execute()])
  } catch (error) {
    throw new CityUnavailable(`${access.city.slug}: the audit trail does not take a row`, 'audit', {
      cause: error,
    })
  }
}

/** Why a page of one statement is opened: to look, never to write. */
export type LookPurpose = Pick<Purpose, 'subject' | 'subjectId' | 'special'> & { action: 'view' }

/** What a page of one statement works with: `db` takes that one. */
export interface CityLook extends Omit<CityWork, 'db'> {
  readonly db: StaffReader
}

/**
 * `act` for a page whose rows are one statement: the audit row is written by that very statement, so the page takes
 * one turn to Postgres instead of three (decision 0011). Throws like `act`; a work that asks nothing, or twice, is a
 * mistake and throws.
 */
export async function look<T>(
  access: CityAccess<'staff'>,
  purpose: LookPurpose,
  work: (city: CityLook) => Promise<T>,
): Promise<T> {
  const databases = databasesOf(access)
  const { slug } = access.city
  const pool = await databases.city(slug, 'staff', 'look')
  const when = timeOf(access)
  let asked = 0
  const execute: StaffReader['execute'] = (statement) => {
    asked += 1
    if (asked > 1) throw new Error('A look is one statement')
    const page = typeof statement === 'string' ? sql.raw(statement) : statement
    // The page hangs on the audit row (offset 0 keeps the planner from turning them round): it is asked only once that
    // row is written and the policies know who asks. Turned round, they would know nobody and show less.
    return pool.execute(sql`
      with event as (${auditInsert(access, purpose, when.now, null)} returning ${settingsOf(access, when.today)})
      select page.* from event cross join lateral (select * from (${page}) page where event is not null offset 0) page`)
  }
  try {
    const found = await work({
      db: { opens: 'staff', execute },
      actor: access.actor,
      city: access.city,
      ...when,
    })
    if (asked === 0) throw new Error('A look that asks nothing leaves no audit row')
    return found
  } catch (error) {
    if (isAboutTheTrail(error))
      throw new CityUnavailable(`${slug}: the audit trail does not take a row`, 'audit', { cause: error })
    if (lostConnection(error)) throw new CityUnavailable(`${slug} does not answer`, 'data', { cause: error })
    throw error
  } finally {
    // After an error, too: it may be the answer to a commit that was lost.
    databases.touched(slug, when.now)
  }
}

/** Postgres names the table it could not write. */
const isAboutTheTrail = (error: unknown): boolean =>
  error instanceof Error &&
  (('table_name' in error && error.table_name === 'audit_event') ||
    ('severity' in error && error.message.includes('audit_event')) ||
    isAboutTheTrail(error.cause))

/** By the driver's code or Postgres' SQLSTATE, of the error or of what it wraps. */
const lostConnection = (error: unknown): boolean => {
  if (!(error instanceof Error) || error instanceof CityUnavailable) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return /^(CONNECT|ECONN|08|57P|53|3D000|28|55000)/.test(code) || lostConnection(error.cause)
}

/**
 * A second file that an act changes gets a row of its own, so that whoever asks about that file finds it. What is
 * changed after it is told as changed by it.
 */
export async function alsoAbout(city: CityWork, purpose: Omit<Purpose, 'values'>): Promise<void> {
  await city.db.execute(auditInsert(city, purpose, city.now, null))
}

/**
 * The only way to a city's rows, for reading too: one transaction that sets the actor, writes the audit row and hands
 * out the handle. Throws CityUnavailable when the city does not answer or the audit row cannot be written; then
 * nothing is handed to the caller and nothing was written.
 */
export async function act<K extends CityKind, T>(
  access: CityAccess<K>,
  purpose: Purpose,
  work: (city: CityWork<K>) => Promise<T>,
): Promise<T> {
  const databases = databasesOf(access)
  const { slug } = access.city
  const pool = await databases.city(slug, access.kind)
  const when = timeOf(access)
  try {
    return await pool.transaction(async (tx) => {
      const audited = audit(tx, access, purpose, when)
      const city = { db: handles[access.kind](tx), actor: access.actor, city: access.city, ...when }
      // The work follows the audit row on the same connection without waiting for its answer: Postgres takes them in
      // this order, and after a row it refused it refuses the rest.
      const [row, found] = await Promise.allSettled([audited, work(city)])
      if (row.status === 'rejected') throw row.reason
      if (found.status === 'rejected') throw found.reason
      return found.value
    })
  } catch (error) {
    if (lostConnection(error)) throw new CityUnavailable(`${slug} does not answer`, 'data', { cause: error })
    throw error
  } finally {
    // After an error, too: it may be the answer to a commit that was lost.
    databases.touched(slug, when.now)
  }
}
