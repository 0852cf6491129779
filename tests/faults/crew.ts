/** The product's own processes: workers that are killed and started again, and the web process that takes reports. */
import type { Failpoint } from '../../infra/failpoint.ts'
import { freePort } from '../../infra/start/port.ts'
import { answers, type Process, patiently, run } from './processes.ts'
import type { Backend, Servers } from './servers.ts'
import type { Times } from './times.ts'

/** What the workers give a vendor to answer, in place of 15 s. */
export const ANSWER_MS = 1000
export const WEBHOOK_SECRET = 'whsec_ZmF1bHRzIGFyZSBmb3VuZCBoZXJlIGZpcnN0'

export interface Crew {
  /** Workers whose clocks show what the product's does now. */
  start(count: number): Promise<void>
  /** One that dies at the nth passing of a place. Resolves when it has. */
  startDoomed(failpoint: Failpoint, nth: number): Promise<void>
  /** The web process on its address, with the time it is now. */
  startWeb(): Promise<void>
  stop(): Promise<void>
  kill(): Promise<void>
  /** Starts anew whoever ended unasked, as whatever runs the product would. Answers how many that were so far. */
  mend(): Promise<number>
  /** Where reports are taken. */
  hook: string
}

interface CrewOptions {
  servers: Servers
  backend: Backend
  times: Times
  vendorUrl: string
  /** Mails in one call. */
  batch: number
  log: string
}

export async function makeCrew({
  servers,
  backend,
  times,
  vendorUrl,
  batch,
  log,
}: CrewOptions): Promise<Crew> {
  const port = await freePort()
  let workers: Process[] = []
  let web: Process | undefined
  let crashes = 0
  const vars = (): Record<string, string> => ({
    DEMO: '1',
    PORT: String(port),
    DATABASE_URL: servers.server.adminUrl,
    PARTIZIPATION_KEY: servers.server.key.toString('hex'),
    PARTIZIPATION_DATA: servers.dataDir,
    PARTIZIPATION_NOW: times.product.now().toString(),
    PARTIZIPATION_FAILPOINT: '',
    REDIS_URL: backend === 'redis' ? servers.redisUrl : '',
    RESEND_URL: vendorUrl,
    RESEND_API_KEY: 're_faults',
    RESEND_ANSWER_MS: String(ANSWER_MS),
    RESEND_BATCH: String(batch),
    RESEND_PER_SECOND: '100',
    RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SEVEN_URL: '',
    SEVEN_API_KEY: '',
  })
  const worker = (more: Record<string, string> = {}): Process =>
    run(['--enable-source-maps', 'build/processes/worker.js'], { ...vars(), ...more }, log)

  const crew: Crew = {
    hook: `http://127.0.0.1:${port}/hooks/resend`,
    async start(count) {
      const started = Array.from({ length: count }, () => worker())
      workers.push(...started)
      for (const one of started)
        await patiently(() => one.isOver() || one.said().includes('worker ready'), 'A worker is not ready')
    },
    async startDoomed(failpoint, nth) {
      const doomed = worker({ PARTIZIPATION_FAILPOINT: `${failpoint}:${nth}` })
      try {
        await patiently(() => doomed.isOver(), `${failpoint}:${nth} was not passed`)
      } finally {
        await doomed.kill()
      }
    },
    async startWeb() {
      await web?.stop()
      const started = run(['--enable-source-maps', 'build/processes/web.js'], vars(), log)
      web = started
      await patiently(
        () => started.isOver() || answers(`http://127.0.0.1:${port}/healthz`),
        'The web process does not answer',
      )
    },
    async stop() {
      const all = [...workers, ...(web ? [web] : [])]
      workers = []
      web = undefined
      await Promise.all(all.map((one) => one.stop()))
    },
    async kill() {
      const all = workers
      workers = []
      await Promise.all(all.map((one) => one.kill()))
    },
    async mend() {
      const over = workers.filter((one) => one.isOver()).length
      crashes += over
      workers = workers.filter((one) => !one.isOver())
      if (over > 0) await crew.start(over)
      if (web?.isOver()) {
        crashes += 1
        await crew.startWeb()
      }
      return crashes
    },
  }
  return crew
}
