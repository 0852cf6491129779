import { afterEach, expect, it } from 'vitest'
import { type ClamManner, type ClamStandIn, MALWARE, startClamd } from '../../tests/mocks/clamd.ts'
import { clamScanner } from './scanner.ts'

let clamd: ClamStandIn | undefined
afterEach(async () => {
  await clamd?.close()
  clamd = undefined
})
async function scannerOf(manner: ClamManner) {
  clamd = await startClamd(manner)
  return clamScanner(clamd)
}

it('gives clamd every byte, however many pieces they are', async () => {
  const scanner = await scannerOf('scan')
  const bytes = Buffer.alloc(3 * 64 * 1024 + 17, 'Zeugnis')
  expect(await scanner.scan(bytes)).toBe('clean')
  expect(clamd?.scanned).toEqual([bytes])
  expect(await scanner.answers()).toBe(true)
})

it('says what clamd found', async () => {
  const scanner = await scannerOf('scan')
  expect(await scanner.scan(Buffer.from(`x ${MALWARE} y`))).toBe('infected')
})

it.each(['full', 'drop'] as const)('knows nothing of a file when clamd answers as %s', async (manner) => {
  const scanner = await scannerOf(manner)
  expect(await scanner.scan(Buffer.alloc(1000))).toBe('no-answer')
})

it('of a clamd that is gone or says nothing knows that it is not there', async () => {
  const scanner = await scannerOf('deaf')
  expect(await scanner.answers()).toBe(false)
  await clamd?.close()
  expect(await scanner.answers()).toBe(false)
  expect(await scanner.scan(Buffer.from('x'))).toBe('no-answer')
  clamd = undefined
})
