import { randomUUID } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type Account, succeedsAs } from './account.ts'
import { outsideFolder } from './outside.ts'
import { stopLeftovers } from './postmaster.ts'
import { StartError } from './steps.ts'

/** In the data folder, when its cluster lies elsewhere. */
const pointerFile = z.object({ id: z.uuid(), folder: z.string() })
/** Beside a cluster that lies outside: whose it is. `device` tells a deleted data folder from a disk not mounted. */
const originFile = z.object({
  id: z.uuid(),
  dataDir: z.string(),
  device: z.number(),
  missingSince: z.number().optional(),
})
type Origin = z.infer<typeof originFile>

const DAY = 86_400_000

function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(path)) return undefined
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** Whole or not at all: a crash in the middle must not leave half a pointer to a database. */
function writeJson(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

const pointerOf = (dataDir: string): string => join(dataDir, 'postgres.json')
const clusterIn = (folder: string): string => join(folder, 'postgres')

/** The cluster of this data folder wherever it lies; it need not exist yet. */
export function clusterOf(dataDir: string): string {
  const real = realpathSync(dataDir)
  return clusterIn(readJson(pointerOf(real), pointerFile)?.folder ?? real)
}

function isMissing(origin: Origin): boolean {
  const parent = dirname(origin.dataDir)
  // A folder that is not there on a disk that is: deleted. With the disk gone too, nobody can say.
  if (!existsSync(parent) || statSync(parent).dev !== origin.device) return false
  return readJson(pointerOf(origin.dataDir), pointerFile)?.id !== origin.id
}

/**
 * Clears clusters whose data folder was deleted. Only after a day: a clone that was moved takes its pointer along and
 * is found again at its next start, which must not come after somebody else's clearing.
 */
export async function clearOrphans(clusters: string, now = Date.now()): Promise<void> {
  for (const name of readdirSync(clusters).filter((file) => file.endsWith('.json'))) {
    const file = join(clusters, name)
    const origin = readJson(file, originFile)
    if (!origin) continue
    if (!isMissing(origin)) {
      if (origin.missingSince) writeJson(file, { ...origin, missingSince: undefined })
    } else if (origin.missingSince === undefined) {
      writeJson(file, { ...origin, missingSince: now })
    } else if (now - origin.missingSince > DAY) {
      const folder = join(clusters, origin.id)
      await stopLeftovers(clusterIn(folder))
      rmSync(folder, { recursive: true, force: true })
      rmSync(file, { force: true })
    }
  }
}

async function placeOutside(dataDir: string, account: Account): Promise<string> {
  const clusters = join(await outsideFolder(account), 'clusters')
  mkdirSync(clusters, { recursive: true, mode: 0o755 })
  const id = randomUUID()
  const folder = join(clusters, id)
  mkdirSync(folder, { mode: 0o755 })
  const inside = clusterIn(dataDir)
  // A cluster from when the data folder was open to everybody moves; a crash leaves one place or the other whole.
  if (existsSync(inside)) {
    await stopLeftovers(inside)
    cpSync(inside, clusterIn(folder), { recursive: true })
  }
  writeJson(pointerOf(dataDir), { id, folder })
  rmSync(inside, { recursive: true, force: true })
  return folder
}

/** Root's cluster: in the data folder if PostgreSQL's account can get in there, else outside, where it can. */
export async function placeCluster(dataDir: string, account: Account | undefined): Promise<string> {
  const pointer = readJson(pointerOf(dataDir), pointerFile)
  if (pointer && !existsSync(pointer.folder)) {
    throw new StartError(
      `The database of ${dataDir} was at ${pointer.folder} and is gone: bring it back, or delete the data folder to begin anew`,
    )
  }
  const isOpen = !account || (await succeedsAs(account, 'cd "$1"', dataDir))
  const folder = pointer?.folder ?? (isOpen ? dataDir : await placeOutside(dataDir, account))
  if (folder !== dataDir && account) {
    const id = z.uuid().parse(folder.slice(dirname(folder).length + 1))
    writeJson(`${folder}.json`, { id, dataDir, device: statSync(dirname(dataDir)).dev } satisfies Origin)
    await clearOrphans(dirname(folder))
  }
  return clusterIn(folder)
}
