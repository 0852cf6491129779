/** What in a city an operator must look at, told from its registry alone: nobody's name is needed for it. */
import type { Temporal } from 'temporal-polyfill'

/** What was done is sealed within seconds: waiting longer means that the worker does not get there. */
export const SEAL_MINUTES = 10
/** Every city is opened once a day at least, and its newest seal found in its place. */
export const CONFIRM_HOURS = 26
/** A count over a region takes minutes. */
const REPORT_MINUTES = 60

/** The worst first. */
export const WORRIES = ['behind', 'not-sealed', 'not-set-up', 'report-stuck', 'report-failed'] as const
export type Worry = (typeof WORRIES)[number]

/** What may be to be done about a city; to open it again comes last. */
const NEEDS = [...WORRIES, 'suspended'] as const
export type Need = (typeof NEEDS)[number]

export type CityStatus = 'provisioning' | 'live' | 'suspended'

export interface Health {
  status: CityStatus
  createdAt: Temporal.Instant
  schemaVersion: number
  /** When the newest seal was last found in its place; null before the first. */
  sealedAt: Temporal.Instant | null
  /** Since when something waits for its seal; null when nothing does. */
  unsealedSince: Temporal.Instant | null
  reports: Reports
}

export interface Reports {
  /** Runs in which this city still has to count. */
  unfinished: number
  /** Since when the oldest of them waits. */
  waitingSince: Temporal.Instant | null
  /** Runs without its figures since it last gave some. */
  failed: number
}

interface Now {
  now: Temporal.Instant
  /** How many migrations a city's database must have seen. */
  version: number
}

export const isBehind = ({ schemaVersion }: Pick<Health, 'schemaVersion'>, version: number): boolean =>
  schemaVersion < version

/** What to look at in a city, the worst first. A suspended city is not worked in: only its version can be wrong. */
export function worriesOf(health: Health, { now, version }: Now): Worry[] {
  const { status, createdAt, sealedAt, unsealedSince, reports } = health
  const minutesSince = (moment: Temporal.Instant): number => now.since(moment).total('minutes')
  const unsealed =
    (unsealedSince !== null && minutesSince(unsealedSince) > SEAL_MINUTES) ||
    minutesSince(sealedAt ?? createdAt) > CONFIRM_HOURS * 60
  const live = status === 'live'
  const holds: Record<Worry, boolean> = {
    behind: status !== 'provisioning' && isBehind(health, version),
    'not-sealed': live && unsealed,
    'not-set-up': status === 'provisioning',
    'report-stuck':
      live && reports.waitingSince !== null && minutesSince(reports.waitingSince) > REPORT_MINUTES,
    'report-failed': live && reports.failed > 0,
  }
  return WORRIES.filter((worry) => holds[worry])
}

export type CityState = 'attention' | 'suspended' | 'fine'

/** The one word for a city. */
export const stateOf = (status: CityStatus, worries: readonly Worry[]): CityState =>
  worries.length > 0 ? 'attention' : status === 'suspended' ? 'suspended' : 'fine'

/** Nobody can work there, or what was done there can still be bent; the others wait until morning. */
export const isUrgent = (worries: readonly Worry[]): boolean =>
  worries.includes('behind') || worries.includes('not-sealed')

interface Ranked {
  name: string
  /** The worst first. */
  needs: readonly { kind: Need }[]
}

/** What must be done first stands first; shut cities before those in order; then by name. */
export function byUrgency(a: Ranked, b: Ranked): number {
  return rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'de')
}

const rankOf = ({ needs: [worst] }: Ranked): number => (worst ? NEEDS.indexOf(worst.kind) : NEEDS.length)

/** What to type, in the folder of the product. A region's name is asked for only where a report is to be counted anew. */
export function commandFor(
  need: Need,
  { slug, name, region }: { slug: string; name: string; region: string | null },
): string | null {
  if (need === 'suspended') return `npm run city -- resume ${slug}`
  if (need === 'behind') return 'npm run city -- migrate'
  if (need === 'not-sealed') return `npm run city -- verify-audit ${slug}`
  if (need === 'not-set-up') return `npm run city -- add ${slug} --name "${name}"`
  return region && `npm run report -- region ${region}`
}

export interface Age {
  unit: 'now' | 'minutes' | 'hours' | 'days'
  count: number
}

/** How long ago, as people say it. What a clock set back has made lie ahead is now. */
export function ageOf(moment: Temporal.Instant, now: Temporal.Instant): Age {
  const minutes = Math.floor(now.since(moment).total('minutes'))
  if (minutes < 1) return { unit: 'now', count: 0 }
  if (minutes < 120) return { unit: 'minutes', count: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.floor(hours / 24) }
}

export interface Summary {
  cities: number
  attention: number
  suspended: number
  fine: number
}

export function summaryOf(cities: readonly { state: CityState }[]): Summary {
  const count = (wanted: CityState): number => cities.filter(({ state }) => state === wanted).length
  return {
    cities: cities.length,
    attention: count('attention'),
    suspended: count('suspended'),
    fine: count('fine'),
  }
}
