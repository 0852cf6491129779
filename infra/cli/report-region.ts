import { settlePart } from '../../app/region/commands/carry-out.server.ts'
import { combineRun, countPart, type Opener } from '../../app/region/commands/compile.server.ts'
import { requestRun } from '../../app/region/commands/request.server.ts'
import { citiesOfRun, type RegionRun, regionBySlug, regionReport } from '../../app/region/queries.server.ts'
import { type Period, periodOf, spanOf } from '../../app/region/rules.ts'
import { SYSTEM_ACTOR } from '../../db/actor.ts'
import { listCities, withPlatform } from '../../db/fleet/registry.ts'
import type { Server } from '../../db/fleet/server.ts'
import { mintAccess } from '../../db/mint.ts'
import { CityUnavailable, openDatabases } from '../../db/open.ts'
import { type Clock, today } from '../clock.ts'
import { readEnv } from '../env.ts'
import { type Arguments, allUnderstood, answer, take, UsageError } from './io.ts'

/** `region <slug>`: counts anew and answers what may be shown. Works with and without a worker: a run has one end. */
export async function regionCommand(server: Server, args: Arguments): Promise<number> {
  const [, slug = '', stray] = args.words
  if (!slug || stray) throw new UsageError('npm run report -- region <slug> [--period <year>|all] [--json]')
  const { clock } = readEnv()
  const period = periodOf(take(args, 'period') ?? null, today(clock))
  if (!period) throw new UsageError('--period is a year from 2000 to this one, or all')
  allUnderstood(args)
  const run = await withOpener(server, clock, async (opener) => {
    if (!(await regionBySlug(opener.platform, slug))) throw new UsageError(`No region "${slug}"`)
    await compile(opener, { region: slug, period, clock })
    const { from } = spanOf(period, today(clock))
    return (await regionReport(opener.platform, { region: slug, from })).latest
  })
  if (!run) throw new Error('The count was not finished')
  answer(args, documentOf(slug, run), () => readable(run))
  return 0
}

/** A run over another period that is in the way is brought to its end first. */
async function compile(
  opener: Opener,
  { region, period, clock }: { region: string; period: Period; clock: Clock },
): Promise<void> {
  for (;;) {
    const { platform } = opener
    const asked = { region, period, requestedBy: null, now: clock.now(), today: today(clock) }
    const run = await requestRun(platform, asked)
    const { runId } = run
    for (const city of await citiesOfRun(platform, runId)) {
      try {
        await countPart(opener, runId, city)
      } catch (error) {
        opener.note(city, error)
        await settlePart(platform, { runId, city, snapshotId: null })
      }
    }
    await combineRun(opener, runId)
    if (run.period === period) return
  }
}

async function withOpener<T>(server: Server, clock: Clock, work: (opener: Opener) => Promise<T>): Promise<T> {
  const cities = await withPlatform(server, listCities)
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' })
  try {
    return await work({
      platform: databases.platform,
      now: () => clock.now(),
      async open(kind, slug) {
        const city = cities.find((known) => known.slug === slug)
        if (!city) throw new CityUnavailable(`${slug} is gone`)
        return mintAccess(databases, { kind, city, actor: SYSTEM_ACTOR, clock })
      },
      // A database's own words may quote values; which city it was is all that is of use here.
      note: (city) => process.stderr.write(`${city} does not answer\n`),
    })
  } finally {
    await databases.close()
  }
}

const documentOf = (region: string, { from, to, finishedAt, cities }: RegionRun): object => ({
  region,
  period: { from, to },
  finishedAt,
  cities: cities.map(({ slug, figuresOf, late, cells }) => {
    const measures = Object.entries(cells)
    const hidden = measures.filter(([, cell]) => cell.hidden)
    return {
      city: slug,
      figuresOf,
      late,
      figures: Object.fromEntries(measures.map(([measure, cell]) => [measure, cell.value])),
      hidden: Object.fromEntries(hidden.map(([measure, cell]) => [measure, cell.hidden])),
    }
  }),
})

function readable({ from, to, cities }: RegionRun): string {
  const lines = cities.flatMap(({ slug, figuresOf, late, cells }) => [
    `${slug}, counted ${figuresOf ?? 'never'}${late ? ' (does not answer now)' : ''}`,
    ...Object.entries(cells).map(([measure, cell]) => `${String(cell.value ?? '·').padStart(7)}  ${measure}`),
  ])
  return [`${from ?? 'beginning'} to ${to}`, ...lines].join('\n')
}
