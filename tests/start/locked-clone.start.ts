import { existsSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { clusterOf } from '../../infra/start/place.ts'
import { isRoot, removeFolders } from './folders.ts'
import { killAll, processesOf } from './processes.ts'
import { makeLockedClone, startProduct } from './product.ts'

let clone = ''

/** What stays outside for a day when a data folder is gone; a test need not leave it. */
function removeOutside(): void {
  if (!existsSync(join(clone, '.data'))) return
  const place = dirname(clusterOf(join(clone, '.data')))
  if (place.startsWith(clone)) return
  rmSync(place, { recursive: true, force: true })
  rmSync(`${place}.json`, { force: true })
}

afterEach(async () => {
  await killAll(clone)
  if (existsSync(join(clone, '.data'))) await killAll(clusterOf(join(clone, '.data')))
  removeOutside()
  removeFolders()
})

describe('a clone in a folder that only its owner may enter', () => {
  test('starts, as root too, whom PostgreSQL refuses and whose folder its account may not enter', async () => {
    clone = await makeLockedClone()
    const dataDir = join(clone, '.data')
    const product = await startProduct(dataDir, { clone })
    expect(await product.ready).toBe(`ready http://localhost:${product.port}`)
    const cluster = clusterOf(dataDir)
    expect(cluster.startsWith(clone)).toBe(!isRoot)
    expect(statSync(cluster).uid).not.toBe(0)
    product.kill('SIGTERM')
    expect(await product.ended).toBe(0)
    expect(processesOf(clone)).toEqual([])
  })
})
