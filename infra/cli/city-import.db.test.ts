import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { remember } from '../../app/outreach/list/meanings.server.ts'
import { makeCity, type TestCity, testServer } from '../../tests/factories/city.ts'
import { workbookOf } from '../../tests/factories/workbook.ts'

const HEAD = ['Familienname', 'Vorname', 'Geburtsdatum', 'Merkmal']
const row = (given: string) => ['Haile', given, '19.11.1980', 'Tigrinya']

let city: TestCity
let folder: string
beforeAll(async () => {
  city = await makeCity()
  folder = mkdtempSync(join(tmpdir(), 'partizipation-list-'))
  writeFileSync(
    join(folder, 'liste.xlsx'),
    workbookOf(
      [
        { name: 'Februar', rows: [HEAD, row('Selam')] },
        { name: 'März', rows: [HEAD, row('Selam'), row('Biniam')] },
      ],
      { shared: true },
    ),
  )
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await city.remove()
})

const importing = (...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      DATABASE_URL: testServer().adminUrl,
      PARTIZIPATION_KEY: inject('key'),
      DEMO: '1',
      PARTIZIPATION_NOW: '2026-03-09T08:00:00Z',
    }
    const command = ['infra/cli/city.ts', 'import', city.slug, join(folder, 'liste.xlsx'), ...options]
    execFile(process.execPath, ['--import', 'tsx', ...command, '--json'], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })

describe('npm run city -- import', () => {
  it('asks which sheet of a workbook is the list', async () => {
    const { code, stderr } = await importing()
    expect(code).not.toBe(0)
    expect(stderr).toContain('--sheet must name one of: "Februar", "März"')
  })

  it('asks about a header, and reads it as the city has said since', async () => {
    const asked = await importing('--sheet', 'März')
    expect(asked.code).toBe(2)
    expect(JSON.parse(asked.stdout)).toMatchObject({ questions: [{ code: 'unknown-header', position: 4 }] })
    await city.work((work) => remember(work, [{ wording: 'merkmal', meaning: 'language' }]))
    const taken = await importing('--sheet', 'März')
    expect(taken).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(taken.stdout)).toMatchObject({ rows: 2, created: 2, rejected: [] })
  })
})
