import { randomUUID } from 'node:crypto'
import { readdirSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepFile } from '../../app/files/commands.server.ts'
import { documentOf } from '../../app/files/queries.server.ts'
import { filesOf } from '../../db/files.ts'
import { makeCity, TEST_DATA, type TestCity } from '../factories/city.ts'
import { pdfOf } from '../factories/documents.ts'
import { makeClient } from '../factories/people.ts'
import { BACKENDS, type Bench, eventually, makeBench } from './workers.ts'

let city: TestCity
let bench: Bench
afterEach(async () => {
  await bench.close()
  await city.remove()
})

describe.each(BACKENDS)('on %s', (backend) => {
  beforeEach(async () => {
    city = await makeCity()
    bench = makeBench(city, backend)
    // The worker finds the city's files where this process keeps them.
    symlinkSync(join(TEST_DATA, 'cities'), join(bench.dataDir, 'cities'))
  })

  it('bytes without a row are gone after a day; a document and what is on its way stay', async () => {
    const { clientId } = await city.work((work) => makeClient(work))
    const facts = { formKey: randomUUID(), clientId, kind: 'cv', title: 'Lebenslauf' } as const
    await keepFile(city.access(), facts, pdfOf('Lebenslauf'))
    const files = filesOf(city.access())
    const [orphan, young] = [await files.keep(pdfOf('weg')), await files.keep(pdfOf('kommt'))]
    const folder = join(TEST_DATA, 'cities', city.slug, 'files')
    const yesterday = Date.now() / 1000 - 25 * 3600
    for (const key of readdirSync(folder).filter((name) => name !== young))
      utimesSync(join(folder, key), yesterday, yesterday)
    const { queues } = await bench.work()
    await eventually(() => queues.add('clock', 'sweep-files', {}))
    await eventually(() => expect(readdirSync(folder)).not.toContain(orphan))
    const kept = await city.work(({ db }) => documentOf(db, clientId, facts.formKey))
    expect(readdirSync(folder).sort()).toEqual([kept?.storeKey, young].sort())
    expect(await files.open(kept?.storeKey ?? '')).toEqual(Buffer.from(pdfOf('Lebenslauf')))
  })
})
