/**
 * The production server with the loaders of the measured pages answering constants: the same server, rendering the same
 * HTML, without session, guard, audit row and data. What remains between the two is what those cost.
 */
import express from 'express'
import { builtSite, serveSite } from '../../infra/site.ts'

const { BENCH_PATHS = '{}', BENCH_COOKIE = '', PORT } = process.env
const paths: Record<string, string> = JSON.parse(BENCH_PATHS)
const site = await builtSite()

const routes = { ...site.build.routes }
for (const [id, route] of Object.entries(routes)) {
  const { loader } = route.module
  const match = Object.values(paths).find((path) => paramsFor(id, path) !== undefined)
  if (!loader || !match) continue
  const params = paramsFor(id, match) ?? {}
  const request = new Request(`http://localhost${match}`, { headers: { cookie: BENCH_COOKIE } })
  const constant = await loader({ request, params, context: {} })
  routes[id] = { ...route, module: { ...route.module, loader: () => constant } }
}

/** `routes/c.$city.clients.$id._index` and `routes/c.$city.clients.$id_.hold` against the path of an address. */
function paramsFor(id: string, path: string): Record<string, string> | undefined {
  const pattern = id
    .replace('routes/', '')
    .split('.')
    .filter((part) => part !== '_index')
    .map((part) => part.replace(/_$/, ''))
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

const app = express()
app.get('/healthz', (_, answer) => {
  answer.send('ok')
})
serveSite(app, { ...site, build: { ...site.build, routes } }, 'production', 'loopback')
app.listen(Number(PORT), '127.0.0.1')
