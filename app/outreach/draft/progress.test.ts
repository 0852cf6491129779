import { describe, expect, it } from 'vitest'
import { progressOf, startWork } from './progress.server.ts'

/** Work that waits until it is told to end. */
function held() {
  let end: (error?: Error) => void = () => undefined
  const over = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve())
  })
  return { over, end: (error?: Error) => end(error) }
}

describe('long work on a list', () => {
  it('is shown row by row while it goes on, done once however often it is begun, and gone with its end', async () => {
    const { over, end } = held()
    let begun = 0
    const task = (report: Parameters<Parameters<typeof startWork>[3]>[0]) => {
      begun += 1
      report({ phase: 'comparing', rows: 4000, of: 10_000 })
      return over
    }
    await Promise.all([startWork('city', 'a', 'reading', task), startWork('city', 'a', 'reading', task)])
    expect(begun).toBe(1)
    expect(progressOf('city', 'a')).toEqual({ phase: 'comparing', rows: 4000, of: 10_000 })
    expect([progressOf('other', 'a'), progressOf('city', 'b')]).toEqual([null, null])
    end()
    await over
    expect(progressOf('city', 'a')).toBeNull()
  })

  it('is waited for while it is short, and throws what it threw', async () => {
    await startWork('city', 'c', 'reading', async () => undefined)
    expect(progressOf('city', 'c')).toBeNull()
    const broken = startWork('city', 'c', 'reading', () => Promise.reject(new Error('thread gone')))
    await expect(broken).rejects.toThrow('thread gone')
    expect(progressOf('city', 'c')).toBeNull()
  })

  it('that breaks off later says so once, to whoever looks next', async () => {
    const { over, end } = held()
    await startWork('city', 'd', 'saving', () => over)
    end(new Error('connection gone'))
    await expect(over).rejects.toThrow('connection gone')
    expect(() => progressOf('city', 'd')).toThrow('connection gone')
    expect(progressOf('city', 'd')).toBeNull()
  })
})
