import { readFileSync } from 'node:fs'
import { analyzeCity, fillCity } from '/work/main/db/demo/fill.ts'
import { loadDemo } from '/work/main/db/demo/load.ts'
import { preparePlatform } from '/work/main/db/fleet/platform.ts'
import { provisionCity } from '/work/main/db/fleet/provision.ts'
import { mintAccess, SYSTEM_ACTOR } from '/work/main/db/mint.ts'
import { openDatabases } from '/work/main/db/open.ts'
import { systemClock } from '/work/main/infra/clock.ts'
import { loadRootKey } from '/work/main/infra/key.ts'
import { startPostgres } from '/work/main/infra/start/postgres.ts'

const key = loadRootKey({
  key: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
  dataDir: '/tmp',
})
const pg = await startPostgres({ dataDir: `/tmp/demodev/own-${process.pid}`, key, log: console.log })
const server = { adminUrl: pg.adminUrl, key }
const lap = async (name: string, body: () => Promise<unknown>) => {
  const t = performance.now()
  const c = process.cpuUsage()
  const r = await body()
  const d = process.cpuUsage(c)
  console.log(
    name,
    r,
    'wall',
    Math.round(performance.now() - t),
    'own cpu',
    Math.round((d.user + d.system) / 1000),
    'load',
    readFileSync('/proc/loadavg', 'utf8').split(' ')[0],
  )
}
try {
  await lap('prepare', () => preparePlatform(server))
  await lap('demo', () => loadDemo(server, systemClock))
  for (let i = 0; i < 3; i++) await lap('again', () => loadDemo(server, systemClock))
  await provisionCity(server, { slug: 'voll', name: 'Stadt Voll' })
  const databases = openDatabases({ serverUrl: server.adminUrl, key, as: 'platform_worker' })
  const access = mintAccess(databases, {
    kind: 'staff',
    city: { slug: 'voll', name: 'Stadt Voll', colour: '#000000' },
    actor: SYSTEM_ACTOR,
    clock: systemClock,
  })
  await lap(
    'fill',
    async () => (await fillCity(access, { clients: 10_000, appointments: 50_000 })).workers.length,
  )
  await lap('analyze', () => analyzeCity(server, 'voll'))
  await databases.close()
} finally {
  await pg.stop()
}
