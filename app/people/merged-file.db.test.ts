import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../../tests/factories/web.ts'
import { mergeInput } from './input.ts'
import { mergePeople } from './merge/merge.server.ts'

let city: TestCity
let web: Web
let cookie: string
beforeAll(async () => {
  city = await makeCity()
  web = await makeWeb()
  cookie = await signIn(web, await makeAccount({ [city.slug]: 'lead' }, 'Leonie Leitung'))
})
afterAll(() => city.remove())

/** The files of everything in these addresses are known by their first part. */
const PARTS = {
  ':appointment': 'new',
  ':topic': 'school',
  ':kind': 'visit',
  ':act': '00000000-0000-4000-8000-000000000000',
  ':document': '00000000-0000-4000-8000-000000000000',
}

const pages = (): string[] =>
  web.routes
    .map(({ path }) => path)
    .filter((path) => path.startsWith('/c/:city/clients/:id') && !path.endsWith('/access'))
    .map((path) => Object.entries(PARTS).reduce((at, [part, value]) => at.replace(part, value), path))

describe('pages of a file that has gone into another', () => {
  it('lead to the same page of the one that was kept', async () => {
    const [kept, gone] = await city.work(
      async (work) => [await makeClient(work), await makeClient(work)] as const,
    )
    const merged = await city.work((work) =>
      mergePeople(work, {
        keptId: kept.personId,
        goneId: gone.personId,
        ...mergeInput.parse({ reason: 'Ausweis gesehen' }),
      }),
    )
    expect(merged.ok).toBe(true)
    expect(pages().length).toBeGreaterThan(12)
    for (const path of pages()) {
      const at = (clientId: string) => path.replace(':city', city.slug).replace(':id', clientId)
      const answer = await web.get(`${at(gone.clientId)}?form=contact`, cookie)
      expect([path, answer.status, answer.headers.get('Location')]).toEqual([
        path,
        302,
        `${at(kept.clientId)}?form=contact`,
      ])
    }
  })

  it('are none where nothing was merged', async () => {
    for (const path of pages())
      expect(
        (await web.get(path.replace(':city', city.slug).replace(':id', crypto.randomUUID()), cookie)).status,
      ).toBe(404)
  })
})
