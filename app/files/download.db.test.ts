import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { makeCity, TEST_DATA, type TestCity } from '../../tests/factories/city.ts'
import { asFile, docxOf, joined, pdfOf } from '../../tests/factories/documents.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../../tests/factories/web.ts'

/** Through the production build, as a browser would. */
let web: Web
let city: TestCity
let cookie: string
let page: string
let clientId: string

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  cookie = await signIn(web, await makeAccount({ [city.slug]: 'caseworker' }, 'Aylin Testfall'))
  clientId = (await city.work((work) => makeClient(work))).clientId
  page = `/c/${city.slug}/clients/${clientId}/documents`
})
afterAll(() => city.remove())

const folder = (): string => join(TEST_DATA, 'cities', city.slug, 'files')
const send = (file: File, change: Record<string, string> = {}) =>
  web.post(page, { formKey: randomUUID(), kind: 'certificate', title: 'Zeugnis', ...change, file }, cookie)
const told = async (answer: Response): Promise<string> => (await answer.text()).replaceAll(/<!-- -->/g, '')

async function keep(bytes: Uint8Array, title = 'Zeugnis'): Promise<string> {
  const formKey = randomUUID()
  const answer = await send(asFile(bytes, 'falsch.exe', 'text/html'), { formKey, title })
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, page])
  return `${page}/${formKey}`
}

describe('a download', () => {
  it('is the very bytes, under a safe name, with their own type and nothing that a browser would run', async () => {
    const address = await keep(pdfOf('Zeugnis'), 'Zeugnis "Größe"\r\n../a')
    const answer = await web.get(address, cookie)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Zeugnis Groe .. a.pdf"; filename*=UTF-8''Zeugnis%20Gr%C3%B6%C3%9Fe%20..%20a.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
      'content-length': String(pdfOf('Zeugnis').length),
    })
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pdfOf('Zeugnis'))
  })

  it('of what nobody scanned stands in the list with a word of warning', async () => {
    await keep(pdfOf('Zeugnis'))
    const list = await told(await web.get(page, cookie))
    expect(list).toContain('nicht geprüft')
    expect(list).toContain('Öffnen Sie sie nur, wenn Sie wissen, woher sie kommt.')
  })

  it('leaves one row in the trail of the client’s file', async () => {
    const address = await keep(docxOf())
    const rows = () =>
      withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), async (sql) => [
        ...(await sql`select action, subject, actor_name from audit_event where subject_id = ${clientId} order by id`),
      ])
    const before = await rows()
    await web.get(address, cookie)
    expect((await rows()).slice(before.length)).toEqual([
      { action: 'export', subject: 'document', actor_name: 'Aylin Testfall' },
    ])
  })

  it('of what is broken or gone leads back to the list, which says so', async () => {
    const address = await keep(pdfOf('kaputt'), 'Kaputtes Zeugnis')
    for (const key of readdirSync(folder())) writeFileSync(join(folder(), key), 'bent')
    for (const lose of [() => undefined, () => rmSync(folder(), { recursive: true })]) {
      lose()
      const answer = await web.get(address, cookie)
      expect(answer.status).toBe(303)
      const said = await told(await web.get(answer.headers.get('Location') ?? '', cookie))
      expect(said).toContain('„Kaputtes Zeugnis“ lässt sich nicht öffnen')
      expect(said).toContain('Die Datei ist beschädigt oder fehlt.')
    }
  })
})

describe('an upload that is refused', () => {
  it.each([
    [
      'HTML under the name of a PDF',
      asFile(Buffer.from('<html><script>'), 'a.pdf'),
      'Diese Datei ist kein PDF',
    ],
    ['a PDF with a zip behind it', asFile(joined(pdfOf('x'), docxOf()), 'a.pdf'), 'Diese Datei ist kein PDF'],
    ['nothing', asFile(new Uint8Array(), ''), 'Bitte wählen Sie eine Datei aus.'],
  ])('%s: says why, and what was typed is still there', async (_what, file, sentence) => {
    const before = existsSync(folder()) ? readdirSync(folder()) : []
    const answer = await send(file, { title: 'Mein Titel' })
    const said = await told(answer)
    expect([answer.status === 400 || answer.status === 409, said.includes(sentence)]).toEqual([true, true])
    expect(said).toContain('value="Mein Titel"')
    expect(existsSync(folder()) ? readdirSync(folder()) : []).toEqual(before)
  })

  it('because it is too large: says so, and what was typed is still there', async () => {
    const large = asFile(new Uint8Array(30 * 1024 * 1024))
    const answer = await send(large, { title: 'Sehr großer Scan' })
    const said = await told(answer)
    expect([answer.status, said.includes('Die Datei ist größer als 10 MB.')]).toEqual([409, true])
    expect(said).toContain('value="Sehr großer Scan"')
  })

  it('of another client’s file is the same 404 as a page that is nowhere', async () => {
    const form = { formKey: randomUUID(), kind: 'cv', title: 'x', file: asFile(pdfOf('x')) }
    const nobody = `/c/${city.slug}/clients/${randomUUID()}/documents`
    expect((await web.post(nobody, form, cookie)).status).toBe(404)
    expect((await web.get(nobody, cookie)).status).toBe(404)
  })
})
