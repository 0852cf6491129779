import { cityReport } from '../../app/reports/queries.server.ts'
import { act } from '../../db/act.ts'
import type { Server } from '../../db/fleet/server.ts'
import { readEnv } from '../env.ts'
import { resolveServer } from '../start/database.ts'
import { withCity } from './access.ts'
import { type Arguments, allUnderstood, answer, readArguments, runCommand, take, UsageError } from './io.ts'
import { regionCommand } from './report-region.ts'

const USAGE = `npm run report -- city <slug> [--programme <slug>] | region <slug> [--period <year>|all]
  (each with --json)`

/** `city <slug>`: the figures of one programme, counted now. */
async function cityCommand(server: Server, args: Arguments): Promise<number> {
  const [, slug, stray] = args.words
  if (!slug || stray) throw new UsageError(USAGE)
  const programme = take(args, 'programme')
  allUnderstood(args)
  const report = await withCity(server, readEnv().clock, slug, (access) =>
    act(access, { action: 'count', subject: 'report' }, (city) => cityReport(city, programme)),
  )
  if (report === 'no-programme') throw new UsageError(`${slug} has no programme yet`)
  if (!report) throw new UsageError(`No programme "${programme}" in ${slug}`)
  const { period, countedOn, figures } = report
  const document = { city: slug, programme: report.programme.slug, period: { ...period, countedOn }, figures }
  answer(args, document, () =>
    [
      `${slug}, ${report.programme.name}, ${period.from} to ${period.to ?? 'now'}, counted ${countedOn}`,
      ...Object.entries(figures).map(([measure, people]) => `${String(people).padStart(7)}  ${measure}`),
    ].join('\n'),
  )
  return 0
}

const commands: Record<string, (server: Server, args: Arguments) => Promise<number>> = {
  city: cityCommand,
  region: regionCommand,
}

await runCommand(async () => {
  const args = readArguments(process.argv.slice(2))
  const command = commands[args.words[0] ?? '']
  if (!command) throw new UsageError(USAGE)
  const { server, release } = await resolveServer(readEnv())
  try {
    return await command(server, args)
  } finally {
    await release()
  }
})
