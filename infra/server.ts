import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import express from 'express'
import { readEnv } from './env.ts'
import { wordsOf } from './request-log.ts'
import { builtSite, type Site, serveSite } from './site.ts'
import { resolveServer } from './start/database.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const REQUESTS_END_WITHIN = 8_000

async function developmentSite(server: Server): Promise<Site> {
  const vite = await (await import('vite')).createServer({
    configFile: `${root}infra/vite.config.ts`,
    // News of changes travel over our own port, so that two copies run side by side.
    server: { middlewareMode: true, hmr: { server } },
  })
  const load = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
  return { build: load, words: wordsOf((await load()).routes), assets: vite.middlewares }
}

async function serve(): Promise<void> {
  process.env.NODE_ENV ||= 'production'
  const env = readEnv()
  const resolved = await resolveServer(env)
  // The Remix build is a module world of its own; it reads the address where it reads everything from outside.
  process.env.DATABASE_URL = resolved.server.adminUrl
  const app = express()
  const server = createServer(app)
  const site = env.production ? await builtSite() : await developmentSite(server)
  serveSite(app, site, env.production ? 'production' : 'development', env.trustedProxies)

  server.on('error', (error) => {
    console.error(`The web process cannot listen on port ${env.port}: ${error.message}`)
    process.exit(1)
  })
  server.listen(env.port, env.host)

  let stopping = false
  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    const force = setTimeout(() => server.closeAllConnections(), REQUESTS_END_WITHIN)
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeIdleConnections()
    })
    clearTimeout(force)
    await resolved.release()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
}

await serve()
