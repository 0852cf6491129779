import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { dueBack, giveBack, nextDueBack } from '../../app/caseload/commands/hand-over.server.ts'
import { nextMissingInterpreter } from '../../app/follow-ups/commands/interpreter-tasks.server.ts'
import { forgetOldDrafts, nextForgottenDraft } from '../../app/outreach/draft/store.server.ts'
import { act, type CityAccess } from '../../db/act.ts'
import { sealTrail } from '../../db/seal.ts'
import { unseenIn } from '../../db/unseen.ts'
import { defineJob, type Job } from '../job.ts'
import { accessTo, eachCity, type KnownCity, tryIn, type WorkerRuntime } from '../runtime.ts'
import { lookForMessages } from './messages.ts'

/**
 * Minutes from a city's turn until its next, and runs (one a minute) in which all that are due have had theirs: together less
 * than an hour, for after the start of a worker all are due at once.
 */
const MINUTES_BETWEEN = 45
const RUNS = 14
/** A city in which nothing was written and nothing falls due is opened once a day all the same. */
const MOST_HOURS = 24

/** What a visit says in a city's trail that it came for: it is told by this from what others did there. */
const TURN = { subject: 'turn' }

/** A part of a visit answers by when it must be done again though nobody writes anything; null = no such time is known. */
type Part = (runtime: WorkerRuntime, access: CityAccess<'staff'>) => Promise<Temporal.Instant | null>

/** What is done in a city though nobody gave a hint of it. One that fails does not stop the others. */
const PARTS: Record<string, Part> = {
  async 'visit-messages'(runtime, access) {
    await lookForMessages(runtime, access, TURN.subject)
    return act(access, { action: 'view', ...TURN }, nextMissingInterpreter)
  },
  async 'visit-loans'(_, access) {
    const { due, next } = await act(access, { action: 'view', ...TURN }, async (city) => ({
      due: await dueBack(city),
      next: await nextDueBack(city),
    }))
    // One act a file: a crash in the middle loses none, and the next visit goes on.
    for (const loan of due)
      await act(access, { action: 'change', subject: 'loan', subjectId: loan.clientId }, (city) =>
        giveBack(city, loan),
      )
    return next
  },
  'visit-lists': (_, access) =>
    act(access, { action: 'change', ...TURN }, async (city) => {
      await forgetOldDrafts(city)
      return nextForgottenDraft(city)
    }),
}

export const visitJobs: readonly Job[] = [
  defineJob({
    name: 'visit-cities',
    queue: 'clock',
    payload: z.strictObject({ all: z.boolean() }),
    async run(runtime, { all }) {
      await eachCity(runtime, 'visit', await citiesInTurn(runtime, all), (inTurn) =>
        takeTurn(runtime, inTurn),
      )
      return null
    },
  }),
]

interface InTurn extends KnownCity {
  /** Visited whatever is found in its trail. */
  must: boolean
  /** As of its last turn; null before the first and after one in which something failed. */
  lookBy: string | null
  unseenXid: string | null
  /** Of its database at this moment; null when it lies on another server, or this one does not count. */
  counters: string | null
  writes: string | null
}

/**
 * Cities that have their turn, a few at a time so that an hour's visits do not come all at once: whose last is long past and in
 * which something was written since or falls due. How much was ever written in a database Postgres counts itself, soon after each
 * commit and whatever becomes of whoever committed. After a crash of Postgres, and of a database that was restored, it is other
 * counters that count.
 */
async function citiesInTurn({ databases, clock }: WorkerRuntime, all: boolean): Promise<InTurn[]> {
  const now = clock.now()
  return [
    ...(await databases.platform.execute<InTurn & Record<string, unknown>>(sql`
      with counted as materialized (
        select datname, tup_inserted + tup_updated + tup_deleted as writes,
          concat_ws('/', datid, extract(epoch from base.stats_reset), extract(epoch from server.stats_reset)) as counters
        from pg_stat_database base cross join pg_stat_bgwriter server
        -- A server that was told not to count has no counters.
        where current_setting('track_counts')::boolean)
      select slug, name, colour, to_char(look_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "lookBy",
        unseen_xid::text as "unseenXid", counted.counters, counted.writes::text as writes,
        is_due or has_other_counters as must
      from city
      left join city_turn turn on turn.city_slug = slug
      left join counted on host is null and datname = 'city_' || replace(slug, '-', '_')
      cross join lateral (select
        -- By a clock that was set back, too.
        looked_at is null or looked_at > ${now.toString()} or looked_at <= ${now.subtract({ minutes: MINUTES_BETWEEN }).toString()} as is_rested,
        ${all} or look_by is null or looked_at > ${now.toString()} or look_by <= ${now.toString()} as is_due,
        counted.counters is null or counted.counters is distinct from turn.counters as has_other_counters) of_turn
      where status = 'live' and (${all}
        or is_rested and (is_due or has_other_counters or counted.writes is distinct from turn.writes))
      order by looked_at nulls first, slug
      limit case when ${all} then null else (select ceil(count(*) / ${RUNS}::numeric) from city where status = 'live') end`)),
  ]
}

/** Seals what the sealer was not told of, and visits the city unless nothing but visits was done there. */
async function takeTurn(runtime: WorkerRuntime, inTurn: InTurn): Promise<void> {
  const { databases, key, clock } = runtime
  const { slug, must, lookBy, unseenXid } = inTurn
  const trail = await tryIn(runtime, 'visit-trail', inTurn, async () => {
    await sealTrail(databases, key, clock, slug)
    return unseenIn(databases, slug, { since: unseenXid ?? '0', besides: TURN.subject })
  })
  const isQuiet = !must && trail?.done === false
  const next = isQuiet ? lookBy : ((await visit(runtime, inTurn))?.toString() ?? null)
  // Whatever became of it: a city that does not answer must not stand in the others' way. The counters as they were before.
  await databases.platform.execute(sql`
    insert into city_turn (city_slug, looked_at, look_by, unseen_xid, counters, writes)
    values (${slug}, ${clock.now().toString()}, ${trail ? next : null}, ${trail?.xid ?? null}::text::xid8, ${inTurn.counters}, ${inTurn.writes}::text::bigint)
    on conflict (city_slug) do update set looked_at = excluded.looked_at, look_by = excluded.look_by,
      unseen_xid = excluded.unseen_xid, counters = excluded.counters, writes = excluded.writes`)
}

/** By when the city needs the next visit though nobody writes anything there; null = part of it failed. */
async function visit(runtime: WorkerRuntime, known: KnownCity): Promise<Temporal.Instant | null> {
  let next = runtime.clock.now().add({ hours: MOST_HOURS })
  let isWhole = true
  for (const [what, part] of Object.entries(PARTS)) {
    const by = await tryIn(runtime, what, known, () => part(runtime, accessTo(runtime, 'staff', known)))
    if (by === undefined) isWhole = false
    else if (by && Temporal.Instant.compare(by, next) < 0) next = by
  }
  return isWhole ? next : null
}
