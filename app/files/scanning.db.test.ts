import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { asFile, pdfOf } from '../../tests/factories/documents.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../../tests/factories/web.ts'
import { type ClamStandIn, MALWARE, startClamd } from '../../tests/mocks/clamd.ts'

/** The production build with a clamd beside it. */
let clamd: ClamStandIn
let web: Web
let city: TestCity
let cookie: string
let page: string

beforeAll(async () => {
  clamd = await startClamd()
  process.env.CLAMAV_URL = `tcp://${clamd.host}:${clamd.port}`
  web = await makeWeb()
  city = await makeCity()
  cookie = await signIn(web, await makeAccount({ [city.slug]: 'caseworker' }))
  page = `/c/${city.slug}/clients/${(await city.work((work) => makeClient(work))).clientId}/documents`
})
afterAll(async () => {
  await city.remove()
  await clamd.close()
})

async function upload(words: string): Promise<{ status: number; text: string }> {
  const form = { formKey: randomUUID(), kind: 'other', title: words, file: asFile(pdfOf(words)) }
  const answer = await web.post(page, form, cookie)
  return { status: answer.status, text: await answer.text() }
}

it('what was scanned is kept, and the list does not say that nobody looked', async () => {
  expect((await upload('Zeugnis')).status).toBe(303)
  const list = await (await web.get(page, cookie)).text()
  expect(list).toContain('Zeugnis')
  expect(list).not.toContain('nicht geprüft')
  expect(await (await web.get('/readyz')).json()).toMatchObject({ files: 'folder, scanned by ClamAV' })
})

it('what is infected is refused with a sentence', async () => {
  const { status, text } = await upload(MALWARE)
  expect([status, text.includes('In dieser Datei wurde Schadsoftware gefunden.')]).toEqual([409, true])
})

it('while clamd does not answer nothing is kept, the form says so, and so does /readyz without ending the work', async () => {
  clamd.manner = 'drop'
  const { status, text } = await upload('Zeugnis zwei')
  expect([status, text.includes('Die Prüfung auf Schadsoftware ist gerade nicht möglich.')]).toEqual([
    409,
    true,
  ])
  expect(await (await web.get(page, cookie)).text()).not.toContain('Zeugnis zwei')
  const ready = await web.get('/readyz')
  expect([ready.status, await ready.json()]).toMatchObject([
    200,
    { ready: true, files: 'folder, uploads refused: ClamAV of CLAMAV_URL does not answer' },
  ])
})
