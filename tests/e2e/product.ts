/** The real product for one test file: the production build, a worker where one is wanted, and a browser before it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { freePort } from '../../infra/start/port.ts'
import { until } from '../../infra/start/wait.ts'
import { testServer } from '../factories/city.ts'
import { needChromium } from '../setup/needs.ts'

export const DESK = { width: 1280, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** However slow the machine: only when this is over is a thing taken not to happen. */
const PATIENCE_MS = 120_000

const root = fileURLToPath(new URL('../..', import.meta.url))
const quietly = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Look {
  javaScript?: boolean
  phone?: boolean
  /** As the browser asks for it. */
  language?: 'de-DE' | 'en-GB'
}

export interface Product {
  /** Of the demo's outbox. */
  dataDir: string
  url: string
  /** A browser of its own: no cookies yet. */
  open(look?: Look): Promise<Page>
  /** Stops web and worker and starts them again with their clock at this ISO instant. */
  moveTo(now: string): Promise<void>
  /** What went wrong in the browsers since it was asked last. */
  complaints(): string[]
  close(): Promise<void>
}

interface Process {
  output(): string
  stop(): Promise<void>
}

function run(file: string, vars: Record<string, string>): Process {
  const { NODE_ENV: _, VITEST: __, ...outside } = process.env
  const child: ChildProcess = spawn(process.execPath, ['--enable-source-maps', file], {
    cwd: root,
    env: { ...outside, NODE_ENV: 'production', ...vars },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
  return {
    output() {
      if (isOver()) throw new Error(`${file} has ended:\n${said}`)
      return said
    },
    async stop() {
      if (!isOver()) child.kill('SIGTERM')
      await ended
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

async function patiently(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  if (!(await until(isSo, PATIENCE_MS))) throw new Error(`${what} in ${PATIENCE_MS} ms`)
}

/** `now`: an ISO instant. `worker`: whether reminders and region runs are to happen. */
export async function startProduct({
  now,
  worker = false,
}: {
  now: string
  worker?: boolean
}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const complaints: string[] = []
  const contexts: BrowserContext[] = []
  let processes: Process[] = []

  async function start(instant: string): Promise<void> {
    const vars = {
      DEMO: '1',
      PORT: String(port),
      PARTIZIPATION_URL: url,
      PARTIZIPATION_NOW: instant,
      PARTIZIPATION_DATA: dataDir,
      DATABASE_URL: testServer().adminUrl,
      PARTIZIPATION_KEY: inject('key'),
      REDIS_URL: '',
    }
    const web = run('build/processes/web.js', vars)
    processes = [web]
    const work = worker ? run('build/processes/worker.js', vars) : undefined
    if (work) processes.push(work)
    await patiently(() => web.output() !== undefined && answers(url), 'The web process does not answer')
    if (work) await patiently(() => work.output().includes('worker ready'), 'The worker is not ready')
  }
  async function stop(): Promise<void> {
    await Promise.all(processes.map((process) => process.stop()))
    processes = []
  }

  const browser: Browser = await chromium.launch({
    executablePath: needChromium(),
    args: [...quietly, '--no-first-run'],
  })
  await start(now)
  return {
    dataDir,
    url,
    async open({ javaScript = true, phone = false, language = 'de-DE' } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        javaScriptEnabled: javaScript,
        viewport: phone ? PHONE : DESK,
        locale: language,
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
      })
      contexts.push(context)
      context.setDefaultTimeout(PATIENCE_MS)
      const page = await context.newPage()
      const complain = (what: string): void =>
        void complaints.push(`${new URL(page.url()).pathname}: ${what}`)
      page.on('pageerror', (error) => complain(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complain(message.text())
      })
      page.on('request', (request) => {
        const asked = new URL(request.url())
        if (/^https?:$/.test(asked.protocol) && asked.origin !== url) complain(`asked ${asked.origin}`)
      })
      page.on('response', (response) => {
        if (response.status() >= 500)
          complain(`${response.status()} from ${new URL(response.url()).pathname}`)
      })
      return page
    },
    async moveTo(instant) {
      await stop()
      await start(instant)
    },
    complaints: () => complaints.splice(0),
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
