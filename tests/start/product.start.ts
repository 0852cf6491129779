import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../infra/start/wait.ts'
import { makeFolder, removeFolders } from './folders.ts'
import { commandOf, killAll, processesOf } from './processes.ts'
import { type Product, startProduct } from './product.ts'

const folders: string[] = []

function makeDataFolder(): string {
  const folder = makeFolder()
  folders.push(folder)
  return folder
}

afterAll(async () => {
  for (const folder of folders) await killAll(folder)
  removeFolders()
})

const steps = (product: Product): string => product.output()
const page = (product: Product, path: string) => fetch(`http://localhost:${product.port}${path}`)

describe('npm start', () => {
  let dataDir = ''
  let product: Product

  async function start(options: { shell?: boolean } = {}): Promise<void> {
    product = await startProduct(dataDir, options)
    await product.ready
  }

  async function stop(): Promise<void> {
    product.interrupt()
    await product.ended
  }

  beforeAll(async () => {
    dataDir = makeDataFolder()
    await start()
  })

  test('ends with the line that it is ready, and it is', async () => {
    expect(steps(product).trim().split('\n').at(-1)).toBe(`ready http://localhost:${product.port}`)
    expect((await page(product, '/readyz')).status).toBe(200)
    const signIn = await page(product, '/sign-in')
    expect(signIn.status).toBe(200)
    expect(await signIn.text()).toContain('wuppertal.example')
  })

  test('answers with headers that keep a page to itself', async () => {
    const { headers } = await page(product, '/sign-in')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    })
  })

  test('logs neither query, nor id, nor token', async () => {
    await page(product, '/sign-in?token=geheim')
    await page(product, '/m/wuppertal/sehr-geheim')
    await page(product, '/geheim/beispielfrau')
    await product.line(/"path":"\/:id\/:id"/)
    const requests = product
      .output()
      .split('\n')
      .filter((line) => line.includes('"status":'))
    expect(requests.length).toBeGreaterThanOrEqual(3)
    expect(requests.join('\n')).not.toMatch(/geheim|beispielfrau/)
  })

  test('refuses a second copy on the same data folder, which leaves the first alone', async () => {
    const second = await startProduct(dataDir)
    expect(await second.ended).toBe(1)
    expect(second.output().trim()).toMatch(
      /^The data folder .* is in use by another copy \(process \d+\): .*$/,
    )
    expect((await page(product, '/readyz')).status).toBe(200)
  })

  test('stops on Ctrl-C and leaves no process', async () => {
    await stop()
    expect(await product.ended).toBe(0)
    expect(processesOf(dataDir)).toEqual([])
  })

  test('builds and loads nothing again at the second start', async () => {
    await start()
    expect(steps(product)).toContain('production build is fresh')
    expect(steps(product)).toContain('demo cities already there')
  })

  test('works again after kill -9 of everything', async () => {
    await killAll(dataDir)
    await product.ended
    await start()
    expect(steps(product)).toContain('demo cities already there')
    expect((await page(product, '/sign-in')).status).toBe(200)
  })

  test('stops by itself when only its first process was killed', async () => {
    product.kill('SIGKILL')
    await product.ended
    expect(await until(() => processesOf(dataDir).length === 0, 30_000)).toBe(true)
  })

  test('stops by itself when a signal ends npm and its shell alone', async () => {
    await start({ shell: true })
    product.kill('SIGTERM')
    expect(await until(() => processesOf(dataDir).length === 0, 30_000)).toBe(true)
  })

  test('runs beside another copy with another port and data folder', async () => {
    const otherFolder = makeDataFolder()
    // The copy of a loaded folder, owners included, is loaded too.
    execFileSync('cp', ['-a', `${dataDir}/.`, otherFolder])
    await start()
    const other = await startProduct(otherFolder)
    await other.ready
    expect((await page(product, '/sign-in')).status).toBe(200)
    expect((await page(other, '/sign-in')).status).toBe(200)
    other.kill('SIGTERM')
    expect(await other.ended).toBe(0)
    expect(processesOf(otherFolder)).toEqual([])
    expect((await page(product, '/readyz')).status).toBe(200)
  })

  test('stops all of it, with a line, when one part dies', async () => {
    const pid = processesOf(dataDir).find((candidate) => commandOf(candidate).includes('processes/web.js'))
    process.kill(pid ?? 0, 'SIGKILL')
    expect(await product.ended).toBe(1)
    expect(product.output()).toContain('The web process ended unexpectedly (SIGKILL)')
    expect(processesOf(dataDir)).toEqual([])
  })
})
