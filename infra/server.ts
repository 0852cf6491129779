import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { readEnv } from './env.ts'
import { refuseForeignForms } from './foreign-forms.ts'
import { safeHeaders } from './headers.ts'
import { logRequests, wordsOf } from './request-log.ts'
import { resolveServer } from './start/database.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const REQUESTS_END_WITHIN = 8_000

interface Site {
  build: ServerBuild | (() => Promise<ServerBuild>)
  words: Set<string>
  /** Static files, or in development Vite with all it serves. */
  assets: express.Handler
}

async function builtSite(): Promise<Site> {
  const build: ServerBuild = await import(new URL('../build/server/index.js', import.meta.url).href)
  // Nothing else lies in the build for browsers, so no page waits for a look at the disk.
  const files = express.static(`${root}build/client/assets`, { immutable: true, maxAge: '1y' })
  return { build, words: wordsOf(build.routes), assets: express.Router().use('/assets', files) }
}

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
  const { build, words, assets } = env.production ? await builtSite() : await developmentSite(server)

  app.disable('x-powered-by')
  // Forwarded addresses count only from a proxy on this machine or in the private network.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal'])
  app.use(logRequests(words), safeHeaders, refuseForeignForms, compression(), assets)
  app.all('*', createRequestHandler({ build, mode: env.production ? 'production' : 'development' }))

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
