import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, type CityAccess } from '../../db/act.ts'
import { timeline } from '../../db/city/schema/clients.ts'
import { document } from '../../db/city/schema/files.ts'
import { filesOf } from '../../db/files.ts'
import { giveMissingFileKeys, withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { folderStore } from '../../infra/files/folder-store.ts'
import { clamScanner } from '../../infra/files/scanner.ts'
import { BrokenFile } from '../../infra/files/sealed.ts'
import { type FileStore, StoreUnavailable } from '../../infra/files/store.ts'
import { makeCity, TEST_DATA, type TestCity } from '../../tests/factories/city.ts'
import { docxOf, joined, jpegOf, pdfOf } from '../../tests/factories/documents.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { type ClamStandIn, MALWARE, startClamd } from '../../tests/mocks/clamd.ts'
import { clientPage } from '../clients/overview.server.ts'
import { mergePeople } from '../people/merge/merge.server.ts'
import { type DocumentFacts, discardFile, enterDocument, keepFile, storeFile } from './commands.server.ts'
import { documentOf, documentsOf } from './queries.server.ts'
import { MOST_BYTES } from './rules.ts'
import { sweepFiles } from './sweep.server.ts'

let city: TestCity
let clamd: ClamStandIn
/** What the store does with the next bytes; undefined: what it should. */
let breaks: 'full' | 'after-put' | undefined

const inFolder = folderStore(TEST_DATA)
/** The folder, failing as it is told: a full disk, or a process that dies when the bytes lie there. */
const store: FileStore = {
  ...inFolder,
  async put(...args) {
    if (breaks === 'full') throw new StoreUnavailable('no space left')
    await inFolder.put(...args)
    if (breaks === 'after-put') throw new Error('the process is gone')
  },
}

beforeAll(async () => {
  clamd = await startClamd()
  city = await makeCity({ store, scanner: clamScanner(clamd) })
})
afterAll(async () => {
  await city.remove()
  await clamd.close()
})
beforeEach(() => {
  breaks = undefined
  clamd.manner = 'scan'
})

const folderOf = ({ slug }: TestCity): string => join(TEST_DATA, 'cities', slug, 'files')
const stored = (of = city): string[] => (existsSync(folderOf(of)) ? readdirSync(folderOf(of)) : [])
const newClient = async (of = city): Promise<string> =>
  (await of.work((work) => makeClient(work, { familyName: `F${randomUUID().slice(0, 6)}` }))).clientId
const facts = (clientId: string, change: Partial<DocumentFacts> = {}): DocumentFacts => ({
  formKey: randomUUID(),
  clientId,
  kind: 'certificate',
  title: 'Anerkennung als Schneiderin',
  ...change,
})
const keep = (clientId: string, bytes: Uint8Array, change: Partial<DocumentFacts> = {}) =>
  keepFile(city.access(), facts(clientId, change), bytes)
const lines = (clientId: string) => city.work(({ db }) => documentsOf(db, clientId))
const one = (clientId: string, id: string) => city.work(({ db }) => documentOf(db, clientId, id))
const trail = (subjectId: string) =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), async (db) => [
    ...(await db<{ action: string; subject: string }[]>`
      select action, subject from audit_event where subject_id = ${subjectId} order by id`),
  ])

async function opened(access: CityAccess<'staff'>, clientId: string, id: string): Promise<Buffer> {
  const found = await act(access, { action: 'export', subject: 'document', subjectId: clientId }, ({ db }) =>
    documentOf(db, clientId, id),
  )
  if (!found) throw new Error('no such document')
  return filesOf(access).open(found.storeKey)
}
const must = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

describe('keeping a document', () => {
  it('writes down what it is, tells the stream, and gives back the very bytes', async () => {
    const clientId = await newClient()
    const bytes = pdfOf('Schneiderin')
    const id = must(await keep(clientId, bytes))
    expect(await lines(clientId)).toMatchObject([
      {
        id,
        kind: 'certificate',
        title: 'Anerkennung als Schneiderin',
        mediaType: 'application/pdf',
        bytes: bytes.length,
        scanned: 'clean',
        occurredOn: '2026-03-09',
        by: 'Aylin Testfall',
      },
    ])
    const found = await one(clientId, id)
    expect(found?.sha256).toEqual(createHash('sha256').update(bytes).digest())
    expect(await opened(city.access(), clientId, id)).toEqual(Buffer.from(bytes))
    const told = await city.work(({ db }) =>
      db.select().from(timeline).where(sql`client_id = ${clientId} and kind = 'document-kept'`),
    )
    // The stream is read by more roles than the document: it says the kind alone.
    expect(told).toMatchObject([{ refId: id, words: { document: 'certificate' } }])
    expect(await trail(clientId)).toContainEqual({ action: 'create', subject: 'document' })
  })

  it('is summed up on the page of the client in its one statement', async () => {
    const clientId = await newClient()
    for (const [nth, title] of ['eins', 'zwei', 'drei', 'vier'].entries()) {
      city.clock.set(`2026-03-09T08:0${nth}:00Z`)
      must(await keep(clientId, pdfOf(title), { title }))
    }
    const page = await city.work(({ db }) => clientPage(db, clientId))
    expect(page?.documents).toMatchObject({ count: 4, newest: [{ title: 'vier' }, {}, {}] })
    const bare = await newClient()
    expect((await city.work(({ db }) => clientPage(db, bare)))?.documents).toEqual({ count: 0, newest: [] })
  })

  it('leaves nothing readable on the disk', async () => {
    const clientId = await newClient()
    const id = must(await keep(clientId, pdfOf('Geheimes Zeugnis')))
    const key = (await one(clientId, id))?.storeKey ?? ''
    const sealed = readFileSync(join(folderOf(city), key))
    for (const plain of ['Geheimes', 'Zeugnis', '%PDF', clientId]) expect(sealed.includes(plain)).toBe(false)
  })

  it('refuses what is nothing, too large, or no document, and keeps none of it', async () => {
    const clientId = await newClient()
    const before = stored()
    const large = joined(pdfOf('x'), new Uint8Array(MOST_BYTES), '%%EOF')
    expect(await keep(clientId, new Uint8Array())).toEqual({ ok: false, error: 'missing' })
    expect(await keep(clientId, large)).toEqual({ ok: false, error: 'too-large' })
    expect(await keep(clientId, Buffer.from('<html>'))).toEqual({ ok: false, error: 'wrong-type' })
    expect(await keep(clientId, docxOf({ 'word/vbaProject.bin': 'x' }))).toEqual({
      ok: false,
      error: 'wrong-type',
    })
    expect(await lines(clientId)).toEqual([])
    expect(stored()).toEqual(before)
  })

  it('of a client who is nobody is not found, and the bytes go again', async () => {
    const before = stored()
    expect(await keep(randomUUID(), pdfOf('x'))).toEqual({ ok: false, error: 'not-found' })
    expect(stored()).toEqual(before)
  })

  it('can be part of another act: the row falls with it, and the bytes are taken away', async () => {
    const clientId = await newClient()
    const before = stored()
    const file = must(await storeFile(city.access(), clientId, pdfOf('Plan')))
    const scanOf = facts(clientId, { kind: 'signed-plan' })
    const broken = city.work(async (work) => {
      must(await enterDocument(work, scanOf, file))
      throw new Error('the signature is refused')
    })
    await expect(broken).rejects.toThrow('refused')
    expect(await lines(clientId)).toEqual([])
    must(await discardFile(city.access(), file))
    expect(stored()).toEqual(before)
  })
})

describe('a form sent more than once', () => {
  it('is one document, with one object in the store', async () => {
    const clientId = await newClient()
    const before = stored().length
    const form = facts(clientId)
    const send = () => keepFile(city.access(), form, jpegOf())
    for (const done of await Promise.all([send(), send(), send(), send()]))
      expect(done).toEqual({ ok: true, value: form.formKey })
    expect(await lines(clientId)).toHaveLength(1)
    expect(stored()).toHaveLength(before + 1)
    expect(await opened(city.access(), clientId, form.formKey)).toEqual(Buffer.from(jpegOf()))
  })

  it('with another file is another document, and changes nothing of the first', async () => {
    const clientId = await newClient()
    const form = facts(clientId)
    must(await keepFile(city.access(), form, pdfOf('eins')))
    const before = stored()
    expect(await keepFile(city.access(), form, pdfOf('zwei'))).toEqual({ ok: false, error: 'already-saved' })
    const other = facts(await newClient(), { formKey: form.formKey })
    expect(await keepFile(city.access(), other, pdfOf('eins'))).toEqual({ ok: false, error: 'not-found' })
    expect(stored()).toEqual(before)
    expect(await opened(city.access(), clientId, form.formKey)).toEqual(Buffer.from(pdfOf('eins')))
  })

  it('two people at once each keep theirs', async () => {
    const clientId = await newClient()
    const done = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((title) => keep(clientId, pdfOf(title), { title })),
    )
    for (const [nth, title] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
      const kept = done[nth]
      expect(kept?.ok && (await opened(city.access(), clientId, kept.value))).toEqual(
        Buffer.from(pdfOf(title)),
      )
    }
    expect(await lines(clientId)).toHaveLength(6)
  })
})

describe('the scanner', () => {
  it('sees the file before it is kept; what it finds is refused, and the trail says so', async () => {
    const clientId = await newClient()
    const before = stored()
    expect(await keep(clientId, pdfOf(MALWARE))).toEqual({ ok: false, error: 'infected' })
    expect(stored()).toEqual(before)
    expect(await lines(clientId)).toEqual([])
    expect(await trail(clientId)).toContainEqual({ action: 'failure', subject: 'document-infected' })
  })

  it.each(['drop', 'full'] as const)(
    'that answers as %s lets nothing through, and the trail says so',
    async (manner) => {
      clamd.manner = manner
      const clientId = await newClient()
      const before = stored()
      expect(await keep(clientId, pdfOf('x'))).toEqual({ ok: false, error: 'not-scannable' })
      expect(stored()).toEqual(before)
      expect(await trail(clientId)).toContainEqual({ action: 'failure', subject: 'document-not-scannable' })
    },
  )

  it('where there is none, the document says that nobody looked', async () => {
    const bare = await makeCity()
    const clientId = await newClient(bare)
    must(await keepFile(bare.access(), facts(clientId), pdfOf(MALWARE)))
    expect(await bare.work(({ db }) => documentsOf(db, clientId))).toMatchObject([{ scanned: 'not-scanned' }])
    await bare.remove()
  })
})

describe('what lies in the store', () => {
  it('opens in no other city, though its bytes were put there', async () => {
    const other = await makeCity({ store, scanner: undefined })
    const clientId = await newClient()
    const key = (await one(clientId, must(await keep(clientId, pdfOf('Zeugnis')))))?.storeKey ?? ''
    await store.put(other.slug, key, readFileSync(join(folderOf(city), key)))
    await expect(filesOf(other.access()).open(key)).rejects.toThrow(BrokenFile)
    await other.remove()
  })

  it('does not open as another file of the same city, changed, or gone', async () => {
    const clientId = await newClient()
    const [first, second] = [must(await keep(clientId, pdfOf('a'))), must(await keep(clientId, pdfOf('b')))]
    const [one1, two] = [await one(clientId, first), await one(clientId, second)]
    if (!one1 || !two) throw new Error('no documents')
    await inFolder.put(city.slug, two.storeKey, readFileSync(join(folderOf(city), one1.storeKey)))
    await expect(opened(city.access(), clientId, second)).rejects.toThrow(BrokenFile)
    await inFolder.delete(city.slug, one1.storeKey)
    await expect(opened(city.access(), clientId, first)).rejects.toThrow(BrokenFile)
  })

  it('is lost with the key of the city; a city without one gets a new one, which opens none of the old', async () => {
    const lost = await makeCity()
    const clientId = await newClient(lost)
    const id = must(await keepFile(lost.access(), facts(clientId), pdfOf('Zeugnis')))
    await withPlatform(
      lost.server,
      (platform) => platform`delete from city_file_key where city_slug = ${lost.slug}`,
    )
    await expect(opened(lost.access(), clientId, id)).rejects.toThrow(StoreUnavailable)
    expect(await keepFile(lost.access(), facts(clientId), pdfOf('x'))).toEqual({
      ok: false,
      error: 'not-stored',
    })
    await withPlatform(lost.server, (platform) => giveMissingFileKeys(lost.server, platform))
    await expect(opened(lost.access(), clientId, id)).rejects.toThrow(BrokenFile)
    must(await keepFile(lost.access(), facts(clientId), pdfOf('x')))
    await lost.remove()
  })
})

describe('between the bytes and the row', () => {
  const aged = (key: string, hours: number): void => {
    const at = Date.now() / 1000 - hours * 3600
    utimesSync(join(folderOf(city), key), at, at)
  }

  it('a store that is full is said, and nothing is written down', async () => {
    breaks = 'full'
    const clientId = await newClient()
    expect(await keep(clientId, pdfOf('x'))).toEqual({ ok: false, error: 'not-stored' })
    expect(await lines(clientId)).toEqual([])
  })

  it('a crash leaves nothing to see; the sweep takes the bytes away after a day, and no document with them', async () => {
    const clientId = await newClient()
    const kept = (await one(clientId, must(await keep(clientId, pdfOf('bleibt')))))?.storeKey ?? ''
    const voided = must(await keep(clientId, pdfOf('zurückgenommen')))
    const voidedKey = (await one(clientId, voided))?.storeKey ?? ''
    await city.work(({ db, now, actor }) =>
      db
        .update(document)
        .set({ voidedAt: now, voidedBy: actor.id, voidReason: 'falsche Akte' })
        .where(sql`id = ${voided}`),
    )
    const before = stored()
    breaks = 'after-put'
    await expect(keep(clientId, pdfOf('weg'))).rejects.toThrow('the process is gone')
    breaks = undefined
    const [orphan = ''] = stored().filter((key) => !before.includes(key))
    const half = `${randomUUID()}.${randomUUID()}.part`
    await inFolder.put(city.slug, half, Buffer.from('half'))
    expect((await lines(clientId)).map(({ title }) => title)).toEqual(['Anerkennung als Schneiderin'])

    for (const key of [orphan, half]) aged(key, 23)
    expect(await sweepFiles(city.access())).toBe(0)
    expect(stored()).toContain(orphan)
    for (const key of stored()) aged(key, 25)
    expect(await sweepFiles(city.access())).toBe(2)
    expect(stored().sort()).toEqual(before.sort())
    expect(stored()).toEqual(expect.arrayContaining([kept, voidedKey]))
    expect(await sweepFiles(city.access())).toBe(0)
  })
})

describe('whose document it is', () => {
  it('of another client, or taken back, is there for nobody', async () => {
    const [mine, other] = [await newClient(), await newClient()]
    const id = must(await keep(mine, pdfOf('x')))
    expect(await one(other, id)).toBeUndefined()
    await city.work(({ db, now, actor }) =>
      db
        .update(document)
        .set({ voidedAt: now, voidedBy: actor.id, voidReason: 'Irrtum' })
        .where(sql`id = ${id}`),
    )
    expect(await one(mine, id)).toBeUndefined()
    expect(await lines(mine)).toEqual([])
  })

  it('of a restricted file, only its named people', async () => {
    const clientId = await newClient()
    const id = must(await keep(clientId, pdfOf('x')))
    await withConnection(
      addressOf(city.server.adminUrl, databaseOf(city.slug)),
      (db) => db`update client set restriction = 'threatened' where id = ${clientId}`,
    )
    const before = stored()
    expect(await lines(clientId)).toEqual([])
    expect(await one(clientId, id)).toBeUndefined()
    expect(await keep(clientId, pdfOf('y'))).toEqual({ ok: false, error: 'not-found' })
    expect(stored()).toEqual(before)
  })

  it('goes along when two files turn out to be one', async () => {
    const [kept, gone] = await city.work(async (work) => [
      await makeClient(work, { familyName: 'Tesfay', givenName: 'Rahel' }),
      await makeClient(work, { familyName: 'Tesfai', givenName: 'Rahel' }),
    ])
    if (!kept || !gone) throw new Error('nobody')
    const id = must(await keep(gone.clientId, pdfOf('Zeugnis')))
    const side = 'kept' as const
    const choices = {
      familyName: side,
      givenName: side,
      birthDate: side,
      gender: side,
      nationality: side,
      phone: side,
      email: side,
      language: side,
      enteredOn: side,
      address: side,
    }
    const order = { ...choices, keptId: kept.personId, goneId: gone.personId, reason: 'Ausweis gesehen' }
    must(await city.work((work) => mergePeople(work, order)))
    expect((await lines(kept.clientId)).map((line) => line.id)).toEqual([id])
    expect(await opened(city.access(), kept.clientId, id)).toEqual(Buffer.from(pdfOf('Zeugnis')))
  })
})
