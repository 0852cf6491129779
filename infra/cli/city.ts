import { migrateFleet } from '../../db/fleet/migrate.ts'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity, removeCity } from '../../db/fleet/provision.ts'
import {
  cityAddress,
  listCities,
  requireSecondFactor,
  suspendCity,
  withPlatform,
} from '../../db/fleet/registry.ts'
import { CITY_ROLES, type CityLogin, databaseOf, PLATFORM, type Server } from '../../db/fleet/server.ts'
import { type TrailReport, verifyPlatformTrail, verifyTrail } from '../../db/fleet/verify.ts'
import { readEnv } from '../env.ts'
import { openFileRoom } from '../files/file-room.ts'
import { removeFiles } from '../files/store.ts'
import { resolveServer } from '../start/database.ts'
import { fillSoundKeys } from '../start/sound-keys.ts'
import { importCommand } from './city-import.ts'
import { contractCommand, INVITE_USAGE, inviteCommand } from './city-invite.ts'
import { SIGN_IN_USAGE, signInCommand } from './city-sign-in.ts'
import { type Arguments, allUnderstood, answer, readArguments, runCommand, take, UsageError } from './io.ts'
import { REMOVE_SECOND_FACTOR_USAGE, removeSecondFactorCommand } from './second-factor.ts'
import { VERIFY_PLAN_USAGE, verifyPlanCommand } from './verify-plan.ts'

const USAGE = `npm run city -- list | migrate | add <slug> --name "..." [--region <slug>] [--colour #rrggbb] | remove <slug> --yes <slug>
  | import <slug> <file> [--programme <slug>] | verify-audit <slug>|platform | require-second-factor <slug> [off] | suspend <slug> | resume <slug>
  | url <slug> --role staff|partner|report|owner
  | ${INVITE_USAGE}
  | ${SIGN_IN_USAGE}
  | ${REMOVE_SECOND_FACTOR_USAGE}
  | ${VERIFY_PLAN_USAGE}
  (each with --json)`

type Command = (server: Server, args: Arguments) => Promise<number>

const slugOf = (args: Arguments): string => {
  const slug = args.words[1]
  if (!slug) throw new UsageError(USAGE)
  try {
    databaseOf(slug)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  return slug
}

async function knownSlug(server: Server, args: Arguments): Promise<string> {
  const slug = slugOf(args)
  const cities = await withPlatform(server, listCities)
  if (!cities.some((city) => city.slug === slug)) throw new UsageError(`No city "${slug}"`)
  return slug
}

const commands: Record<string, Command> = {
  async list(server, args) {
    allUnderstood(args)
    const cities = await withPlatform(server, listCities)
    const rows = cities.map(({ slug, name, status, schemaVersion }) => ({
      slug,
      name,
      status,
      schemaVersion,
    }))
    answer(args, { cities: rows }, () =>
      rows.map((row) => `${row.slug}\t${row.name}\t${row.status}`).join('\n'),
    )
    return 0
  },
  async add(server, args) {
    const slug = slugOf(args)
    const name = take(args, 'name')
    if (!name) throw new UsageError('--name "Stadt ..." is missing')
    const colour = take(args, 'colour')
    if (colour && !/^#[0-9a-f]{6}$/.test(colour))
      throw new UsageError('--colour needs six hexadecimal digits: #1f5f8b')
    const region = take(args, 'region')
    allUnderstood(args)
    await preparePlatform(server)
    const made = await provisionCity(server, {
      slug,
      name,
      ...(colour && { colour }),
      ...(region && { region }),
    })
    answer(args, { city: slug, result: made }, () => `${slug}: ${made}`)
    return 0
  },
  async remove(server, args) {
    const slug = await knownSlug(server, args)
    if (take(args, 'yes') !== slug)
      throw new UsageError(`This deletes all data of ${slug}. Confirm with --yes ${slug}`)
    allUnderstood(args)
    const removed = await removeCity(server, slug)
    await removeFiles(openFileRoom(readEnv()).store, slug)
    answer(args, { city: slug, removed }, () => `${slug}: removed`)
    return 0
  },
  suspend: (server, args) => setOpen(server, args, false),
  resume: (server, args) => setOpen(server, args, true),
  async migrate(server, args) {
    allUnderstood(args)
    const result = await migrateFleet(server)
    await fillSoundKeys(server)
    answer(args, result, () => `brought up to date: ${result.migrated.join(', ') || 'none was behind'}`)
    return 0
  },
  async url(server, args) {
    const slug = await knownSlug(server, args)
    const asked = take(args, 'role') ?? 'staff'
    const role = CITY_ROLES.find((known): known is CityLogin => known === asked)
    if (!role) throw new UsageError(`--role is one of ${CITY_ROLES.join(', ')}`)
    allUnderstood(args)
    const url = await withPlatform(server, (platform) => cityAddress(server, platform, slug, role))
    answer(args, { city: slug, role, url }, () => url)
    return 0
  },
  import: importCommand,
  invite: inviteCommand,
  contract: contractCommand,
  'remove-second-factor': removeSecondFactorCommand,
  async 'sign-in'(server, args) {
    return signInCommand(server, await knownSlug(server, args), args)
  },
  async 'verify-audit'(server, args) {
    const ofPlatform = args.words[1] === PLATFORM
    const slug = ofPlatform ? PLATFORM : await knownSlug(server, args)
    allUnderstood(args)
    const report = await (ofPlatform ? verifyPlatformTrail(server) : verifyTrail(server, slug))
    answer(args, report, () =>
      [
        `${slug}: ${report.intact ? 'intact' : 'NOT INTACT'}, ${report.sealed} rows in ${report.seals} seals, ${report.unsealed} not sealed yet`,
        ...(
          ['changed', 'bentChanges', 'missing', 'added', 'brokenSeals', 'forgedWitnesses', 'unasked'] as const
        ).flatMap((kind) => (report[kind].length > 0 ? [`${kind}: ${report[kind].join(', ')}`] : [])),
        ...(report.cutOff
          ? [`cut off: a seal is remembered elsewhere that is not here${cutOffRows(report)}`]
          : []),
      ].join('\n'),
    )
    return report.intact ? 0 : 1
  },
  async 'require-second-factor'(server, args) {
    const slug = await knownSlug(server, args)
    const [, , word] = args.words
    if (word !== undefined && word !== 'off') throw new UsageError(USAGE)
    allUnderstood(args)
    const required = word !== 'off'
    await requireSecondFactor(server, slug, required)
    answer(args, { city: slug, secondFactorRequired: required }, () =>
      required
        ? `${slug}: staff must sign in with a second factor`
        : `${slug}: the second factor is each one's own choice`,
    )
    return 0
  },
}

async function setOpen(server: Server, args: Arguments, open: boolean): Promise<number> {
  const slug = await knownSlug(server, args)
  allUnderstood(args)
  const changed = (await suspendCity(server, slug, !open)) > 0
  answer(args, { city: slug, open, changed }, () =>
    changed ? `${slug}: ${open ? 'open again' : 'shut, its data stay'}` : `${slug}: nothing to change`,
  )
  return 0
}

const cutOffRows = ({ cutOffRows: rows }: TrailReport): string =>
  rows ? `; rows after ${rows.after} up to ${rows.upTo}` : ''

await runCommand(async () => {
  const args = readArguments(process.argv.slice(2))
  // Before anything is opened: whoever checks a file has the key and may have nothing else.
  if (args.words[0] === 'verify-plan') return verifyPlanCommand(args)
  const command = commands[args.words[0] ?? '']
  if (!command) throw new UsageError(USAGE)
  const { server, release } = await resolveServer(readEnv())
  try {
    return await command(server, args)
  } finally {
    await release()
  }
})
