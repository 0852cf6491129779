/** `npm run check`: format, lint, types, the arrows of the house, dead code, and no server code in the browser's bundle. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { installWhenStale } from '../start/install.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
if (!(await installWhenStale(root))) process.exit(1)

const node = process.execPath
const bin = (/** @type {string} */ path) => `node_modules/${path}`
const steps = [
  [
    'format and lint',
    [
      bin('@biomejs/biome/bin/biome'),
      'ci',
      '--config-path=infra/quality/lint.json',
      '--error-on-warnings',
      '.',
    ],
  ],
  ['types', [bin('typescript/bin/tsc'), '-p', '.', '--noEmit']],
  [
    'arrows',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      'infra/quality/dependency-cruiser.cjs',
      '--output-type',
      'err',
      'app',
      'db',
      'workers',
      'infra',
      'tests',
    ],
  ],
  ['dead code', [bin('knip/bin/knip.js'), '--config', 'infra/quality/knip.json', '--no-progress']],
  ['browser bundle', ['--import', 'tsx', 'infra/quality/scan-bundle.ts']],
]

let failed = 0
for (const [name, args] of steps) {
  const began = performance.now()
  const { status } = spawnSync(node, /** @type {string[]} */ (args), {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (status !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
