/** The production build with its loaders answering constants: what rendering alone costs, for the ratio of `pages`. */
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import express from 'express'

const { BENCH_PATHS = '{}', BENCH_COOKIE = '', PORT } = process.env
const paths: Record<string, string> = JSON.parse(BENCH_PATHS)
const build: ServerBuild = await import(new URL('../../build/server/index.js', import.meta.url).href)

const routes = { ...build.routes }
for (const [id, route] of Object.entries(routes)) {
  const { loader } = route.module
  const match = Object.values(paths).find((path) => paramsFor(id, path) !== undefined)
  if (!loader || !match) continue
  const params = paramsFor(id, match) ?? {}
  const request = new Request(`http://localhost${match}`, { headers: { cookie: BENCH_COOKIE } })
  const constant = await loader({ request, params, context: {} })
  routes[id] = { ...route, module: { ...route.module, loader: () => constant } }
}

/** `routes/c.$city.clients.$id._index` against `/c/bench/clients/<id>`. */
function paramsFor(id: string, path: string): Record<string, string> | undefined {
  const pattern = id
    .replace('routes/', '')
    .split('.')
    .filter((part) => part !== '_index')
  const parts = path.replace(/\?.*/, '').slice(1).split('/')
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, part] of pattern.entries()) {
    const value = parts[at] ?? ''
    if (part.startsWith('$')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

express()
  .disable('x-powered-by')
  .get('/healthz', (_, answer) => {
    answer.send('ok')
  })
  .all('*', createRequestHandler({ build: { ...build, routes }, mode: 'production' }))
  .listen(Number(PORT), '127.0.0.1')
