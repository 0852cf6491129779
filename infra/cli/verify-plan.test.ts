import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadRootKey } from '../key.ts'
import { sealPdf } from '../pdf-seal.ts'

const key = 'a'.repeat(64)
const hash = 'b'.repeat(64)
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'partizipation-plan-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** As it is typed, with the key and nothing else there: no database runs and none is started. */
function verify(file: Buffer | null, env: Record<string, string> = { PARTIZIPATION_KEY: key }) {
  const path = join(folder, 'plan.pdf')
  if (file) writeFileSync(path, file)
  else rmSync(path, { force: true })
  const ran = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'infra/cli/city.ts', 'verify-plan', path, '--json'],
    {
      env: { ...process.env, PARTIZIPATION_KEY: '', PARTIZIPATION_DATA: join(folder, 'data'), ...env },
      encoding: 'utf8',
    },
  )
  return { code: ran.status, said: ran.stdout, error: ran.stderr }
}

describe('a file brought to the command line', () => {
  const sealed = sealPdf(Buffer.from('%PDF-1.7\n%%EOF\n'), loadRootKey({ key, dataDir: '.' }), {
    city: 'wuppertal',
    hash,
  })
  it('is what was handed out', () => {
    const { code, said } = verify(sealed)
    expect([code, JSON.parse(said)]).toEqual([0, { state: 'unchanged', city: 'wuppertal', hash }])
  })
  it('was changed by one character', () => {
    const changed = Buffer.from(sealed)
    changed[5] = 50
    const { code, said } = verify(changed)
    expect([code, JSON.parse(said).state]).toEqual([1, 'changed'])
  })
  it('is not there', () => expect(verify(null)).toMatchObject({ code: 2, said: '' }))
  it('cannot be checked without a key, and none is made for it', () => {
    const { code, error } = verify(sealed, {})
    expect([code, error]).toEqual([2, expect.stringContaining('holds no key')])
  })
})
