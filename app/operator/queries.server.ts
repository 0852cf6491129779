import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { OperatorDb } from '../../db/handles.ts'
import { CITY_VERSION } from '../../db/open.ts'
import { contract } from '../../db/platform/schema/index.ts'
import { contractHolds } from '../access/queries.server.ts'
import { CITY_ROLES, type CityRole } from '../access/rules.ts'
import {
  type Age,
  ageOf,
  byUrgency,
  type CityState,
  type CityStatus,
  commandFor,
  isBehind,
  isUrgent,
  type Need,
  stateOf,
  worriesOf,
} from './rules.ts'

/** What is to be done about a city, and what to type for it. */
export interface NeedOfCity {
  kind: Need
  command: string | null
}

/** What the operator sees of one city: how it is, and how many, never who. */
export interface CityCard {
  slug: string
  name: string
  colour: string
  region: string | null
  status: CityStatus
  state: CityState
  urgent: boolean
  needs: NeedOfCity[]
  version: { is: number; wanted: number; behind: boolean }
  /** Null before the first seal. */
  sealed: { seals: number; ago: Age } | null
  /** How many accounts are what in this city; roles that nobody has are left out. */
  members: { role: CityRole; count: number }[]
  /** Organisations whose contract holds today. */
  partners: number
  reports: { unfinished: number; failed: number }
}

interface Row extends Record<string, unknown> {
  slug: string
  name: string
  colour: string
  regionSlug: string | null
  regionName: string | null
  status: CityStatus
  createdAt: string
  schemaVersion: number
  seals: number | null
  sealedAt: string | null
  unsealedSince: string | null
  members: Partial<Record<CityRole, number>> | null
  partners: number
  unfinished: number
  waitingSince: string | null
  failed: number
}

/** Every city, what must be done first on top: one statement of the operator's own login, which can read no account. */
export async function cityCards(db: OperatorDb, now: Temporal.Instant): Promise<CityCard[]> {
  const iso = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS"Z"'`)
  const rows = await db.execute<Row>(sql`
    with parts as (
      select part.city_slug, run.started_at,
        part.state = 'frozen' and run.state <> 'failed' as good,
        part.state = 'waiting' and run.state = 'running' as unfinished,
        part.state = 'failed' or run.state = 'failed' as failed
      from report_part part join report_run run on run.id = part.run_id),
    last_good as (select city_slug, max(started_at) as at from parts where good group by city_slug),
    reports as (
      select parts.city_slug, count(*) filter (where unfinished)::int as unfinished,
        min(started_at) filter (where unfinished) as waiting_since,
        count(*) filter (where failed and (last_good.at is null or started_at > last_good.at))::int as failed
      from parts left join last_good on last_good.city_slug = parts.city_slug group by parts.city_slug),
    members as (
      select city_slug, jsonb_object_agg(role, n) as by_role
      from (select city_slug, role, count(*)::int as n from membership group by city_slug, role) counted
      group by city_slug),
    partners as (
      select city_slug, count(distinct organisation_id)::int as n from ${contract} where ${contractHolds(now)}
      group by city_slug)
    select city.slug, city.name, city.colour, city.status, city.schema_version as "schemaVersion",
      region.slug as "regionSlug", region.name as "regionName",
      to_char(city.created_at at time zone 'UTC', ${iso}) as "createdAt",
      anchor.seq::int as seals, to_char(anchor.anchored_at at time zone 'UTC', ${iso}) as "sealedAt",
      to_char(touch.since at time zone 'UTC', ${iso}) as "unsealedSince",
      members.by_role as members, coalesce(partners.n, 0) as partners,
      coalesce(reports.unfinished, 0) as unfinished, coalesce(reports.failed, 0) as failed,
      to_char(reports.waiting_since at time zone 'UTC', ${iso}) as "waitingSince"
    from city
    left join region on region.slug = city.region_slug
    left join audit_anchor anchor on anchor.city_slug = city.slug
    left join trail_touch touch on touch.city_slug = city.slug
    left join members on members.city_slug = city.slug
    left join partners on partners.city_slug = city.slug
    left join reports on reports.city_slug = city.slug`)
  return rows.map((row) => cardOf(row, now)).sort(byUrgency)
}

const momentOf = (iso: string | null): Temporal.Instant | null => (iso ? Temporal.Instant.from(iso) : null)

function cardOf(row: Row, now: Temporal.Instant): CityCard {
  const { slug, name, colour, status, schemaVersion, partners, unfinished, failed } = row
  const sealedAt = momentOf(row.sealedAt)
  const unsealedSince = momentOf(row.unsealedSince)
  const waitingSince = momentOf(row.waitingSince)
  const createdAt = Temporal.Instant.from(row.createdAt)
  const reports = { unfinished, waitingSince, failed }
  const worries = worriesOf(
    { status, createdAt, schemaVersion, sealedAt, unsealedSince, reports },
    { now, version: CITY_VERSION },
  )
  const kinds: Need[] = status === 'suspended' ? [...worries, 'suspended'] : worries
  return {
    slug,
    name,
    colour,
    region: row.regionName,
    status,
    state: stateOf(status, worries),
    urgent: isUrgent(worries),
    needs: kinds.map((kind) => ({ kind, command: commandFor(kind, { slug, name, region: row.regionSlug }) })),
    version: { is: schemaVersion, wanted: CITY_VERSION, behind: isBehind({ schemaVersion }, CITY_VERSION) },
    sealed: sealedAt && { seals: row.seals ?? 0, ago: ageOf(sealedAt, now) },
    members: CITY_ROLES.flatMap((role) => {
      const count = row.members?.[role] ?? 0
      return count > 0 ? [{ role, count }] : []
    }),
    partners,
    reports: { unfinished, failed },
  }
}
