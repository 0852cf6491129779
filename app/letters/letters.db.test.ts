import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogueReview } from '../../db/city/schema/letters.ts'
import { BERGISCH } from '../../db/demo/bergisch.ts'
import { logoOf } from '../../db/demo/letterheads.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../../tests/factories/web.ts'
import { readPaper } from '../../tests/papers/read-paper.ts'
import { CATALOGUE_LANGUAGES } from './catalogue.ts'
import { changeLetterhead, changeLogo, recordReview, removeLogo, takeBackReview } from './commands.server.ts'
import { catalogueDigest } from './digest.server.ts'
import { cataloguesOf, isReviewed, letterheadOf } from './queries.server.ts'
import { samplePdf } from './sample.server.ts'

let city: TestCity
let other: TestCity
let web: Web
let lead: string
beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  other = await makeCity()
  lead = await signIn(web, await makeAccount({ [city.slug]: 'lead' }))
})
afterAll(async () => {
  await city.remove()
  await other.remove()
})

const HEAD = {
  office: 'Stadt Muster, Netzwerk Partizipation',
  street: 'Hauptstraße 1',
  postcode: '42103',
  town: 'Muster',
  phone: '0202 5550 1',
  email: 'hallo@muster.example',
  web: '',
}
const LOGO = logoOf(BERGISCH.cities[0]?.colour ?? '#000000')
const headOf = (where: TestCity) => where.work(({ db }) => letterheadOf(db, 'Stadt Muster'))
const page = (): string => `/c/${city.slug}/settings/letters`

function upload(bytes: Buffer, cookie: string): Promise<Response> {
  const form = new FormData()
  form.set('intent', 'logo')
  form.set('file', new File([new Uint8Array(bytes)], 'logo.png', { type: 'image/png' }))
  const headers = { Host: 'localhost:3000', Origin: 'http://localhost:3000', Cookie: cookie }
  return web.send(new Request(`http://localhost:3000${page()}`, { method: 'POST', body: form, headers }))
}

describe('the letterhead', () => {
  it('is the name of the city until it is set, then stands on its papers and on nobody else’s', async () => {
    expect(await headOf(city)).toMatchObject({ office: 'Stadt Muster', street: null, logo: null })
    expect((await web.post(page(), HEAD, lead)).headers.get('Location')).toBe(`${page()}?told=saved`)
    const set = await headOf(city)
    expect(set).toMatchObject({ ...HEAD, web: null, logo: null })
    const { blocks } = await readPaper(samplePdf({ letterhead: set, language: 'en', reviewed: true }))
    expect(blocks[0]?.text).toBe(
      'Stadt Muster, Netzwerk Partizipation Hauptstraße 1, 42103 Muster Tel. 0202 5550 1 · hallo@muster.example',
    )
    expect(await headOf(other)).toMatchObject({ office: 'Stadt Muster', street: null })
  })

  it('comes back with what was typed when something is wrong', async () => {
    const answer = await web.post(page(), { ...HEAD, office: '', postcode: '4210' }, lead)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('value="4210"')
    expect(await headOf(city)).toMatchObject(HEAD.web ? HEAD : { office: HEAD.office })
  })

  it('is changed by two people at once without losing a logo', async () => {
    await Promise.all([
      city.work((work) => changeLogo(work, 'Stadt Muster', LOGO)),
      city.work((work) => changeLetterhead(work, { ...HEAD, phone: '0202 5550 2' })),
    ])
    expect(await headOf(city)).toMatchObject({ phone: '0202 5550 2', logo: { kind: 'png', bytes: LOGO } })
    await city.work((work) => removeLogo(work, 'Stadt Muster'))
    expect(await headOf(city)).toMatchObject({ phone: '0202 5550 2', logo: null })
  })
})

describe('the logo', () => {
  it('is what its content says, is printed with words for it, and can be taken away', async () => {
    expect((await upload(LOGO, lead)).status).toBe(303)
    const letterhead = await headOf(city)
    expect(letterhead.logo).toEqual({ kind: 'png', bytes: LOGO })
    const { blocks } = await readPaper(samplePdf({ letterhead, language: 'ar', reviewed: true }))
    expect(blocks).toContainEqual({ role: 'Figure', lang: 'de', text: `Logo: ${HEAD.office}` })
    expect(await (await web.get(page(), lead)).text()).toContain('data:image/png;base64,')
    expect((await web.post(page(), { intent: 'remove-logo' }, lead)).status).toBe(303)
    expect(await headOf(city)).toMatchObject({ logo: null })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['more than 200 KB', Buffer.concat([LOGO, Buffer.alloc(200 * 1024)])],
    ['far more', Buffer.alloc(3 * 1024 * 1024)],
    ['a page', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a picture that breaks off', LOGO.subarray(0, 60)],
    ['a picture of another size than it says', wide(LOGO)],
  ])('is not %s', async (_, bytes) => {
    expect((await upload(bytes, lead)).status).toBe(400)
    expect(await headOf(city)).toMatchObject({ logo: null })
  })
})

/** Says of itself that it is 60,000 squares wide. */
function wide(png: Buffer): Buffer {
  const bytes = Buffer.from(png)
  bytes.writeUInt32BE(60_000, 16)
  return bytes
}

describe('a review', () => {
  const review = { digest: catalogueDigest('ar'), reviewer: 'Rania Haddad', reviewedOn: '2026-03-09' }
  const reviewed = (): Promise<boolean> => city.work(({ db }) => isReviewed(db, 'ar'))
  const stateOf = (tag: string) =>
    city.work(async ({ db }) => (await cataloguesOf(db)).find((one) => one.tag === tag))

  it('holds for the sentences that were read, in this city, until it is taken back', async () => {
    expect(await reviewed()).toBe(false)
    expect(await stateOf('ar')).toMatchObject({ state: 'machine-made', reviewer: null })
    const here = `${page()}/ar`
    expect((await web.post(here, review, lead)).headers.get('Location')).toBe(`${here}?told=reviewed`)
    expect([await reviewed(), await stateOf('ar')]).toMatchObject([
      true,
      { state: 'reviewed', reviewer: 'Rania Haddad', reviewedOn: '2026-03-09' },
    ])
    expect(await other.work(({ db }) => isReviewed(db, 'ar'))).toBe(false)
    expect((await web.post(here, { intent: 'take-back' }, lead)).status).toBe(303)
    expect([await reviewed(), (await stateOf('ar'))?.state]).toEqual([false, 'machine-made'])
  })

  it('ends when a sentence changes, and says who had read the old one', async () => {
    await city.work((work) => recordReview(work, 'ar', review))
    await city.work(({ db }) =>
      db
        .update(catalogueReview)
        .set({ digest: Buffer.alloc(32) })
        .where(eq(catalogueReview.language, 'ar')),
    )
    expect([await reviewed(), await stateOf('ar')]).toMatchObject([
      false,
      { state: 'changed', reviewer: 'Rania Haddad' },
    ])
    await city.work((work) => takeBackReview(work, 'ar'))
  })

  it('is none of other sentences, nor of a day to come', async () => {
    const record = (more: Partial<typeof review>) =>
      city.work((work) => recordReview(work, 'ar', { ...review, ...more }))
    expect(await record({ digest: 'a'.repeat(64) })).toMatchObject({ error: 'changed' })
    expect(await record({ reviewedOn: '2026-03-10' })).toMatchObject({ error: 'in-future' })
    expect(await reviewed()).toBe(false)
  })

  it('stands once, however often it is sent', async () => {
    await Promise.all([1, 2, 3].map(() => city.work((work) => recordReview(work, 'ti', review2()))))
    const standing = await city.work(({ db }) =>
      db.select().from(catalogueReview).where(eq(catalogueReview.language, 'ti')),
    )
    expect(standing.filter(({ voidedAt }) => voidedAt === null)).toHaveLength(1)
  })
  const review2 = () => ({ ...review, digest: catalogueDigest('ti') })

  it('is for every language but German, of which all is reviewed', async () => {
    const tags = (await city.work(({ db }) => cataloguesOf(db))).map(({ tag }) => tag)
    expect(tags).toEqual(CATALOGUE_LANGUAGES.filter((tag) => tag !== 'de'))
    expect(await city.work(({ db }) => isReviewed(db, 'de'))).toBe(true)
    for (const tag of ['de', 'xx']) expect((await web.get(`${page()}/${tag}`, lead)).status).toBe(404)
  })
})

describe('a sample', () => {
  it.each(['de', 'ar', 'ti'])('is a PDF in %s', async (tag) => {
    const answer = await web.get(`${page()}/${tag}/sample.pdf`, lead)
    expect(answer.headers.get('Content-Type')).toBe('application/pdf')
    expect((await readPaper(Buffer.from(await answer.arrayBuffer()))).uaPart).toBe('1')
  })
})
