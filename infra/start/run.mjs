// npm run web, npm run worker: one process of the product by itself, from the production build.
import { spawnSync } from 'node:child_process'
import { isBuilt } from './freshness.mjs'
import { refuse, root } from './launch.mjs'

const name = process.argv[2]
if (name !== 'web' && name !== 'worker') refuse('node infra/start/run.mjs web|worker')
if (!isBuilt(root)) {
  const build = ['--import', 'tsx', 'infra/start/make-build.ts']
  const { status } = spawnSync(process.execPath, build, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
process.setSourceMapsEnabled(true)
await import(`../../build/processes/${name}.js`)
