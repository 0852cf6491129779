/** `npm run bench -- start|pages|access|import|search|letters|reminders|sweeps|faults [options] --json`: one JSON line per figure on stdout, everything else on stderr. */
import { allUnderstood, readArguments, runCommand, take, UsageError } from '../../infra/cli/io.ts'
import { benchAccess } from './access.ts'
import { benchFaults } from './faults.ts'
import { benchImport } from './import.ts'
import { benchLetters } from './letters.ts'
import { benchPages } from './pages.ts'
import { benchReminders } from './reminders.ts'
import type { Report } from './report.ts'
import { benchSearch } from './search.ts'
import { benchStart } from './start.ts'
import { benchSweeps } from './sweeps.ts'

await runCommand(async () => {
  const args = readArguments(process.argv.slice(2))
  const report: Report = (figure) => {
    const readable = Object.entries(figure)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')
    process.stdout.write(`${args.json ? JSON.stringify(figure) : readable}\n`)
  }
  const number = (name: string, otherwise: number): number => {
    const value = Number(take(args, name) ?? otherwise)
    if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} needs a whole number`)
    return value
  }
  switch (args.words[0]) {
    case 'start':
      allUnderstood(args)
      await benchStart(report)
      return 0
    case 'pages': {
      const options = {
        clients: number('clients', 10_000),
        appointments: number('appointments', 50_000),
        seconds: number('seconds', 10),
        connections: number('connections', 16),
      }
      allUnderstood(args)
      await benchPages(report, options)
      return 0
    }
    case 'access': {
      const options = { rows: number('rows', 1_000_000) }
      allUnderstood(args)
      await benchAccess(report, options)
      return 0
    }
    case 'import': {
      const options = { rows: number('rows', 10_000), runs: number('runs', 3) }
      allUnderstood(args)
      await benchImport(report, options)
      return 0
    }
    case 'search': {
      const options = { people: number('people', 100_000), searches: number('searches', 500) }
      allUnderstood(args)
      await benchSearch(report, options)
      return 0
    }
    case 'letters': {
      const options = { plans: number('plans', 10_000) }
      allUnderstood(args)
      await benchLetters(report, options)
      return 0
    }
    case 'reminders': {
      const options = {
        reminders: number('reminders', 100_000),
        cities: number('cities', 10),
        answerMs: number('answer-ms', 20),
        backend: take(args, 'backend'),
      }
      allUnderstood(args)
      await benchReminders(report, options)
      return 0
    }
    case 'sweeps': {
      const options = {
        cities: number('cities', 400),
        clients: number('clients', 20),
        idle: number('idle', 50),
        full: number('full', 5),
      }
      allUnderstood(args)
      await benchSweeps(report, options)
      return 0
    }
    case 'faults': {
      const options = {
        reminders: number('reminders', 10_000),
        cities: number('cities', 10),
        scene: take(args, 'scene'),
        backend: take(args, 'backend'),
      }
      allUnderstood(args)
      await benchFaults(report, options)
      return 0
    }
    default:
      throw new UsageError(
        'npm run bench -- start | pages [--clients 10000 --appointments 50000 --seconds 10 --connections 16] | access [--rows 1000000] | import [--rows 10000 --runs 3] | search [--people 100000 --searches 500] | letters [--plans 10000] | reminders [--reminders 100000 --cities 10 --answer-ms 20 --backend redis|postgres] | sweeps [--cities 400 --clients 20 --idle 50 --full 5] | faults [--reminders 10000 --cities 10 --scene plain,storm --backend redis|postgres] (each with --json)',
      )
  }
})
