import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { makeFolder, removeFolders } from './folders.ts'
import { runNode } from './processes.ts'

afterEach(removeFolders)

type Packages = Record<string, Record<string, unknown>>

const zod = { version: '4.0.0', integrity: 'sha512-a' }
const here = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] }
const elsewhere = { version: '1.0.0', optional: true, os: ['aix'], cpu: ['ppc64'] }
const wanted: Packages = {
  '': {},
  'node_modules/zod': zod,
  'node_modules/here': here,
  'node_modules/else': elsewhere,
}

async function isInstalled(there: Packages | undefined): Promise<string> {
  const folder = makeFolder()
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  if (there) {
    mkdirSync(join(folder, 'node_modules'))
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: there }))
  }
  const asked = runNode([
    '--input-type=module',
    '--eval',
    `import { isInstalled } from './infra/start/install.mjs'; console.log(isInstalled(${JSON.stringify(folder)}))`,
  ])
  await asked.ended
  return asked.output().trim()
}

describe('the packages are there', () => {
  test.each<[string, Packages | undefined, string]>([
    ['not without node_modules', undefined, 'false'],
    ['as the lockfile says', { 'node_modules/zod': zod, 'node_modules/here': here }, 'true'],
    [
      'not in another version',
      { 'node_modules/zod': { ...zod, version: '4.0.1' }, 'node_modules/here': here },
      'false',
    ],
    ['not with one missing', { 'node_modules/here': here }, 'false'],
    ['not without the binaries of this machine', { 'node_modules/zod': zod }, 'false'],
  ])('%s', async (_, there, answer) => {
    expect(await isInstalled(there)).toBe(answer)
  })
})
