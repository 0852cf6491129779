import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { buildWhenStale, root } from './build.ts'
import { needChromium } from './chromium.ts'
import { needRedis } from './redis.ts'
import { StartError, step } from './steps.ts'

const report = z.object({
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

interface Totals {
  passed: number
  failed: number
  skipped: number
}

/**
 * What vitest counted; undefined when it got nowhere. In a file that failed as a whole (it does not load, or its first
 * hook failed) vitest calls the tests skipped: they failed.
 */
function readTotals(file: string): Totals | undefined {
  if (!existsSync(file)) return undefined
  const totals = { passed: 0, failed: 0, skipped: 0 }
  for (const { status, assertionResults } of report.parse(JSON.parse(readFileSync(file, 'utf8')))
    .testResults) {
    const count = (wanted: string) => assertionResults.filter((test) => test.status === wanted).length
    const [passed, failed] = [count('passed'), count('failed')]
    const others = assertionResults.length - passed - failed
    const failedAsWhole = status === 'failed' && failed === 0
    totals.passed += passed
    totals.failed += failedAsWhole ? Math.max(1, others) : failed
    totals.skipped += failedAsWhole ? 0 : others
  }
  return totals
}

const ending = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.on(signal, () => ending.abort())
}

function runVitest(file: string, env: NodeJS.ProcessEnv): Promise<number> {
  const args = [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config=infra/quality/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...process.argv.slice(2),
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
    ending.signal.addEventListener('abort', () => child.kill('SIGTERM'))
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1))
  })
}

async function tools(): Promise<Record<string, string>> {
  // One after the other: apt-get lets only one in.
  const chromium = await step('Chromium for the browser tests', needChromium)
  const found = 'path' in chromium ? { CHROME_PATH: chromium.path } : { CHROME_MISSING: chromium.missing }
  if (process.env.REDIS_URL) return found
  const redis = await step('Redis for the worker tests', needRedis)
  return 'missing' in redis ? { ...found, REDIS_MISSING: redis.missing } : found
}

async function testEverything(): Promise<Totals> {
  const [found] = await Promise.all([tools(), step('production build', () => buildWhenStale(ending.signal))])
  const file = join(tmpdir(), `partizipation-report-${process.pid}.json`)
  try {
    const code = await runVitest(file, { ...process.env, ...found, NODE_ENV: 'test' })
    const totals = readTotals(file) ?? { passed: 0, failed: 0, skipped: 0 }
    // An error outside every test, or no test at all: nothing that may end well.
    const failedOtherwise = totals.failed === 0 && (code !== 0 || totals.passed === 0)
    return failedOtherwise ? { ...totals, failed: 1 } : totals
  } finally {
    rmSync(file, { force: true })
  }
}

let totals: Totals = { passed: 0, failed: 1, skipped: 0 }
try {
  totals = await testEverything()
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(totals.failed === 0 ? 0 : 1)
