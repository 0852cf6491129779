import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { mailUnderWay } from '../../../tests/factories/mails.ts'
import { makePartnerAccount, organisationNamed } from '../../../tests/factories/partners.ts'
import { makeTalk, WEEK_BEFORE } from '../../../tests/factories/talks.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../../../tests/factories/web.ts'
import { saveText, turnText } from './commands.server.ts'
import { defaultTemplate } from './defaults.ts'
import { messageTextsOf, versionsOf } from './queries.server.ts'
import type { TextKey } from './text-key.ts'

let city: TestCity
let web: Web
let lead: string
beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  lead = await signIn(web, await makeAccount({ [city.slug]: 'lead' }))
})
afterAll(() => city.remove())

const key = (changed: Partial<TextKey> = {}): TextKey => ({
  kind: 'week-before',
  channel: 'email',
  language: 'de',
  ...changed,
})
const words = (text: string, basedOn: number) => ({ basedOn, subject: 'Termin', text, note: '' })
const save = (of: TextKey, text: string, basedOn: number) =>
  city.work((work) => saveText(work, of, words(text, basedOn)))
const versions = (of: TextKey) => city.work(({ db }) => versionsOf(db, of))
const page = (of: TextKey): string =>
  `/c/${city.slug}/settings/messages/${of.kind}/${of.channel}/${of.language}`
const frozenText = async (id: string): Promise<string> => {
  const under = await mailUnderWay(city, id)
  if (!under) throw new Error('not given')
  return under.mail.text
}

describe('a text', () => {
  it('holds for messages that are not written yet, and for no other language or way', async () => {
    city.clock.set('2026-03-09T08:00:00Z')
    const one = await makeTalk(city, { language: 'de' })
    city.clock.set(WEEK_BEFORE)
    const before = await frozenText(one.weekBefore)
    expect(await save(key(), 'Bis {day}, {time}', 0)).toMatchObject({ ok: true })
    city.clock.set('2026-03-09T08:00:00Z')
    const other = await makeTalk(city, { language: 'de' })
    city.clock.set(WEEK_BEFORE)
    expect(await frozenText(other.weekBefore)).toBe('Bis Donnerstag, 16. April, 09:00\n')
    // Fixed is fixed: after the claim has run out the same body goes to the next worker.
    city.clock.set('2026-04-09T07:05:00Z')
    expect(await frozenText(one.weekBefore)).toBe(before)
    const texts = await city.work((work) => messageTextsOf(work))
    expect(texts.templateOf(key({ kind: 'missed' })).subject).toBe('Ihr neuer Termin')
  })

  it('keeps what it was, is restored as a new version, and goes back to the product’s own', async () => {
    const of = key({ language: 'fr' })
    await save(of, 'Un: {day} {time}', 0)
    await save(of, 'Deux: {day} {time}', 1)
    const turn = (input: Parameters<typeof turnText>[2]) => city.work((work) => turnText(work, of, input))
    expect(await turn({ intent: 'restore', version: 1, basedOn: 2 })).toMatchObject({ ok: true })
    expect(await turn({ intent: 'default', basedOn: 3 })).toMatchObject({ ok: true })
    expect((await versions(of)).map(({ version, template }) => [version, template?.text])).toEqual([
      [4, undefined],
      [3, 'Un: {day} {time}'],
      [2, 'Deux: {day} {time}'],
      [1, 'Un: {day} {time}'],
    ])
    expect(await turn({ intent: 'restore', version: 9, basedOn: 4 })).toMatchObject({ error: 'not-found' })
    const texts = await city.work((work) => messageTextsOf(work))
    expect(texts.templateOf(of).subject).toBe(defaultTemplate(of).subject)
  })

  it('makes no version that differs in nothing', async () => {
    const of = key({ language: 'so' })
    const { subject, text } = defaultTemplate(of)
    await city.work((work) => saveText(work, of, { basedOn: 0, subject, text, note: '' }))
    expect(await versions(of)).toEqual([])
  })

  it('is changed by one of two at once; the other hears of it', async () => {
    const of = key({ language: 'tr' })
    const done = await Promise.all(['A', 'B'].map((who) => save(of, `${who}: {day} {time}`, 0)))
    expect(done.filter(({ ok }) => ok)).toHaveLength(1)
    expect(done.find(({ ok }) => !ok)).toMatchObject({ error: 'changed' })
    expect(await versions(of)).toHaveLength(1)
    const late = { ...words('C: {day} {time}', 0), basedOn: '0', intent: 'save' }
    const answer = await web.post(page(of), late, lead)
    expect(answer.status).toBe(409)
    const said = await answer.text()
    expect(said).toContain('Jemand hat diesen Text geändert, seit Sie die Seite geöffnet haben.')
    expect(said).toContain('C: {day} {time}')
    // What was typed is still based on what its writer saw.
    expect(said).toContain('name="basedOn" value="0"')
  })

  it('is not kept when something is wrong with it, and says what', async () => {
    const of = key({ channel: 'sms', language: 'en' })
    const answer = await web.post(page(of), { basedOn: '0', text: '{name} {day', intent: 'save' }, lead)
    expect(answer.status).toBe(400)
    const said = await answer.text()
    for (const sentence of ['{name} darf nicht in eine SMS', 'einzelne Klammer', 'Es fehlt {time}.'])
      expect(said).toContain(sentence)
    expect(await versions(of)).toEqual([])
  })

  it('is looked at before it is kept, without a version of it', async () => {
    const of = key({ channel: 'sms', language: 'ar' })
    const typed = { basedOn: '0', text: 'نراك: {day} {time}', intent: 'preview' }
    const answer = await web.post(page(of), typed, lead)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/<pre[^>]*>نراك: \S+ \d\d\.\d\d\.\d{4} 10:30<\/pre>/)
    expect(await versions(of)).toEqual([])
  })

  it('is the lead’s to change', async () => {
    const worker = await signIn(web, await makeAccount({ [city.slug]: 'caseworker' }))
    const partner = await signIn(web, await makePartnerAccount(organisationNamed('AWO'), [city.slug]))
    const of = key({ language: 'ru' })
    for (const [cookie, status] of [
      [worker, 403],
      [partner, 404],
    ] as const) {
      const typed = { basedOn: '0', subject: 'Termin', text: '{day} {time}', intent: 'save' }
      expect((await web.post(page(of), typed, cookie)).status).toBe(status)
      expect((await web.get(page(of), cookie)).status).toBe(status)
    }
    expect(await versions(of)).toEqual([])
    for (const nowhere of ['plan-to-sign/email/de', 'missed/call/de', 'missed/email/es'])
      expect((await web.get(`/c/${city.slug}/settings/messages/${nowhere}`, lead)).status).toBe(404)
  })
})

describe('the sender', () => {
  const settings = (): string => `/c/${city.slug}/settings/messages`
  const SENDER = {
    name: 'Termine Stadt',
    localPart: 'termine-stadt',
    domain: 'partizipation.example',
    replyTo: 'buero@stadt.example',
    smsFrom: 'Stadt42',
  }
  it('is set by the lead, from a domain that mail may come from', async () => {
    expect((await web.post(settings(), { ...SENDER, domain: 'fremd.example' }, lead)).status).toBe(409)
    const saved = await web.post(settings(), SENDER, lead)
    expect(saved.headers.get('Location')).toBe(`${settings()}?told=saved`)
    const { sender } = await city.work((work) => messageTextsOf(work))
    expect(sender).toEqual({
      from: 'Termine Stadt <termine-stadt@partizipation.example>',
      replyTo: 'buero@stadt.example',
      smsFrom: 'Stadt42',
    })
    const elsewhere = await city.work((work) => messageTextsOf(work, ['post.example']))
    expect(elsewhere.sender.from).toBe('Termine Stadt <termine-stadt@post.example>')
  })
  it('of a short message is a name nobody answers, or a mobile number, and the page says what follows', async () => {
    const said = async () => await (await web.get(settings(), lead)).text()
    expect(await said()).toContain('Auch STOP kommt nicht an')
    const landline = await web.post(settings(), { ...SENDER, smsFrom: '0202 563 2103' }, lead)
    expect([landline.status, await landline.text()]).toEqual([
      409,
      expect.stringContaining('keine Handynummer'),
    ])
    expect((await web.post(settings(), { ...SENDER, smsFrom: '0151 12345678' }, lead)).status).toBe(303)
    const { sender } = await city.work((work) => messageTextsOf(work))
    expect(sender.smsFrom).toBe('+4915112345678')
    expect(await said()).not.toContain('Auch STOP kommt nicht an')
    const stored = city.work(({ db }) => db.execute(`update message_sender set sms_name = '+49 151'`))
    await expect(stored).rejects.toMatchObject({ cause: { constraint_name: 'message_sender_sms' } })
    expect((await web.post(settings(), SENDER, lead)).status).toBe(303)
  })
  it('goes into mails that are written from then on', async () => {
    city.clock.set('2026-03-09T08:00:00Z')
    const talk = await makeTalk(city, { language: 'ti' })
    city.clock.set(WEEK_BEFORE)
    const under = await mailUnderWay(city, talk.weekBefore)
    expect(under).toMatchObject({
      mail: {
        from: 'Termine Stadt <termine-stadt@partizipation.example>',
        replyTo: 'buero@stadt.example',
      },
    })
  })
})
