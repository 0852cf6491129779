import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder } from '../../infra/start/lock.ts'
import { freePort } from '../../infra/start/port.ts'
import { makeFolder, removeFolders } from './folders.ts'
import { runNode } from './processes.ts'

const START = 'infra/start/start.mjs'

let folder = ''
beforeEach(() => {
  folder = makeFolder()
})
afterEach(removeFolders)

const lines = (output: string): string[] => output.split('\n').filter(Boolean)

/** Node as it says it is of this version. */
const pretending = (version: string): string =>
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`

describe('npm start says in one line why it does not start', () => {
  test.each(['18.20.8', '20.18.3'])('Node %s is too old', async (version) => {
    const refused = runNode(['--import', pretending(version), START], { PARTIZIPATION_DATA: folder })
    expect(await refused.ended).toBe(1)
    expect(lines(refused.output())).toEqual([`Node.js 20.19 or newer is needed, this is ${version}`])
  })

  test('so does npm test', async () => {
    const refused = runNode(['--import', pretending('18.20.8'), 'infra/start/test.mjs'])
    expect(await refused.ended).toBe(1)
    expect(lines(refused.output())).toEqual(['Node.js 20.19 or newer is needed, this is 18.20.8'])
  })

  test('the port is taken', async () => {
    const port = await freePort()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const refused = runNode([START], { PORT: String(port), PARTIZIPATION_DATA: folder })
    expect(await refused.ended).toBe(1)
    expect(lines(refused.output())).toEqual([
      `Port ${port} is taken: end what uses it, or choose another one with PORT=...`,
    ])
    other.close()
  })

  test('the data folder is in use by another copy', async () => {
    const lock = await lockFolder(folder)
    const refused = runNode([START], { PORT: String(await freePort()), PARTIZIPATION_DATA: folder })
    expect(await refused.ended).toBe(1)
    expect(lines(refused.output())).toEqual([
      `The data folder ${folder} is in use by another copy (process ${process.pid}): stop it, or choose another one with PARTIZIPATION_DATA=...`,
    ])
    await lock.release()
  })

  test.each([
    ['PORT', 'eighty', /^PORT: /],
    ['PARTIZIPATION_KEY', 'short', /^PARTIZIPATION_KEY: needs 64 hexadecimal digits$/],
  ])('%s=%s is nothing it can use', async (name, value, said) => {
    const env = { PORT: '0', PARTIZIPATION_DATA: join(folder, 'data'), [name]: value }
    const refused = runNode([START], env)
    expect(await refused.ended).toBe(1)
    expect(lines(refused.output())).toEqual([expect.stringMatching(said)])
  })

  test('the server of DATABASE_URL does not answer, and its password stays unsaid', async () => {
    const address = `postgres://admin:secret@127.0.0.1:${await freePort()}/postgres`
    const refused = runNode([START], { PORT: '0', PARTIZIPATION_DATA: folder, DATABASE_URL: address })
    expect(await refused.ended).toBe(1)
    expect(refused.output()).toMatch(/^The database server of DATABASE_URL does not answer: /m)
    expect(refused.output()).not.toContain('secret')
  })
})
