/** The production build, running, and somebody signed in. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hashPassword } from '../../app/access/commands.server.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import type { Server } from '../../db/fleet/server.ts'
import { buildWhenStale, root } from '../../infra/start/build.ts'
import { freePort } from '../../infra/start/port.ts'

const PASSWORD = 'partizipation'

export interface BenchWorker {
  id: string
  name: string
  email: string
}

/** A colleague in these cities who can sign in. */
export async function addWorker(
  server: Server,
  slugs: readonly string[],
  role: 'caseworker' | 'lead' = 'caseworker',
): Promise<BenchWorker> {
  const worker = { id: randomUUID(), name: 'Aylin Messfall', email: `${role}@${slugs[0]}.example` }
  const hash = await hashPassword(PASSWORD)
  await withPlatform(server, async (sql) => {
    await sql`insert into account (id, email, name, password_hash) values (${worker.id}, ${worker.email}, ${worker.name}, ${hash})`
    for (const slug of slugs)
      await sql`insert into membership (account_id, city_slug, role) values (${worker.id}, ${slug}, ${role})`
  })
  return worker
}

export interface Running {
  origin: string
  pid: number
  stop(): Promise<void>
}

export interface Environment {
  server: Server
  dataDir: string
}

const environmentOf = ({ server, dataDir }: Environment) => ({
  DATABASE_URL: server.adminUrl,
  PARTIZIPATION_KEY: server.key.toString('hex'),
  PARTIZIPATION_DATA: dataDir,
  DEMO: '1',
})

/** The web process, built when it is stale, answering. */
export async function startProduct(environment: Environment): Promise<Running> {
  await buildWhenStale()
  return startProcess(['--enable-source-maps', 'build/processes/web.js'], environment)
}

/** Any other process that answers on /healthz. */
export async function startProcess(
  args: readonly string[],
  environment: Environment,
  more: Record<string, string> = {},
): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      ...environmentOf(environment),
      ...more,
      PORT: String(port),
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = `http://localhost:${port}`
  const deadline = performance.now() + 60_000
  while (!(await answers(`${origin}/healthz`))) {
    if (performance.now() > deadline || child.exitCode !== null)
      throw new Error(`${args.at(-1)} does not answer`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  if (child.pid === undefined) throw new Error(`${args.at(-1)} has no process`)
  return {
    origin,
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )

/** The cookie of the worker's session. */
export async function signIn(origin: string, { email }: BenchWorker): Promise<string> {
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams({ email, password: PASSWORD }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`The bench worker could not sign in: ${answer.status}`)
  return cookie
}

/** Memory of a process in MB as Linux counts it: now (VmRSS) or the most since it started (VmHWM). */
export function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  const kb = new RegExp(`^${which}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kb) / 1024)
}
