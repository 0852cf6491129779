import { afterEach, describe, expect, test } from 'vitest'
import { claim, lockFolder } from '../../infra/start/lock.ts'
import { until } from '../../infra/start/wait.ts'
import { makeFolder, removeFolders } from './folders.ts'
import { runScript } from './processes.ts'

const holdLock = new URL('./hold-lock.ts', import.meta.url)

afterEach(removeFolders)

describe('the lock of a data folder', () => {
  test('is refused to the second with one line that names the first', async () => {
    const folder = makeFolder()
    const first = runScript(holdLock, folder)
    await first.line(/^locked$/)
    await expect(lockFolder(folder)).rejects.toThrow(new RegExp(`${folder} is in use .*process ${first.pid}`))
    first.kill('SIGKILL')
    await first.ended
  })

  test('is free as soon as its holder was killed', async () => {
    const folder = makeFolder()
    const first = runScript(holdLock, folder)
    await first.line(/^locked$/)
    first.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    const lock = await lockFolder(folder)
    await lock.release()
  })

  test('of ten that come at once, one gets it', async () => {
    const folder = makeFolder()
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(folder)))
    const holders = claims.flatMap((claimed) => (claimed.mine ? [claimed.lock] : []))
    expect(holders).toHaveLength(1)
    await Promise.all(holders.map((lock) => lock.release()))
    const next = await lockFolder(folder)
    await next.release()
  })

  test('belongs to a folder, whatever the way to it', async () => {
    const [one, other] = [makeFolder(), makeFolder()]
    const locks = await Promise.all([lockFolder(one), lockFolder(other)])
    await expect(lockFolder(`${other}/../${one.split('/').at(-1)}`)).rejects.toThrow('in use by another copy')
    await Promise.all(locks.map((lock) => lock.release()))
  })

  test('is waited for while its holder is ending', async () => {
    const folder = makeFolder()
    const first = await lockFolder(folder)
    first.refuse()
    const second = lockFolder(folder)
    await first.release()
    await (await second).release()
  })

  test('knows of other processes that work through the holder', async () => {
    const folder = makeFolder()
    const lock = await lockFolder(folder)
    const visitor = runScript(holdLock, folder)
    expect(await visitor.ended).toBe(1)
    expect(visitor.output()).toContain('in use by another copy')
    expect(await until(() => lock.visitors() === 0, 30_000)).toBe(true)
    await lock.release()
  })
})
