import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPlatform } from '../../db/fleet/registry.ts'
import type { Sql } from '../../db/fleet/server.ts'
import { makeContract, openPostOffice, type PostOffice, someAddress } from '../../tests/factories/accounts.ts'
import { makeCity, type TestCity, testServer } from '../../tests/factories/city.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { acceptWithAccount, acceptWithNewAccount } from './commands/accept.server.ts'
import { invite, inviteAgain, type Offer, withdraw } from './commands/invite.server.ts'
import { removeMember } from './commands/members.server.ts'
import { hashPassword } from './commands.server.ts'
import { tokenHash } from './tokens.server.ts'

const GOOD = 'korrekt pferd batterie heftklammer'

let city: TestCity
let other: TestCity
let lead: TestAccount
let post: PostOffice
let web: Web
let passwordHash: string

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  other = await makeCity()
  city.clock.set(Temporal.Now.instant().toString())
  lead = await makeAccount({ [city.slug]: 'lead' }, 'Leonie Leitung')
  post = openPostOffice(city.clock)
  passwordHash = await hashPassword(GOOD)
})
afterAll(async () => {
  await post.close()
  await city.remove()
  await other.remove()
})

const now = (): Temporal.Instant => city.clock.now()
const asAdmin = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => withPlatform(testServer(), work)
const membershipsOf = (email: string): Promise<{ city: string; role: string }[]> =>
  asAdmin(
    async (sql) =>
      await sql<{ city: string; role: string }[]>`
        select city_slug as city, role from membership join account on account.id = account_id where email = ${email}`,
  )

async function invited(email = someAddress(), offer: Offer = { role: 'caseworker', citySlug: city.slug }) {
  const mail = { key: post.key, language: 'de' } as const
  const made = await invite(post.web, { email, offer, invitedBy: lead.id }, mail, now())
  if (!made.ok) throw new Error(made.error)
  const token = await post.tokenFor(email)
  return { id: made.value, email, token, hash: tokenHash(token) }
}
const takeNew = (hash: string) =>
  acceptWithNewAccount(post.web, { tokenHash: hash, name: 'Neu Hier', passwordHash }, now())

describe('an invitation', () => {
  it('reaches its address by a mail that names who invites, and leaves only a hash behind', async () => {
    const { email, token, id } = await invited()
    const [mail] = await post.mailsTo(email)
    expect(mail?.text).toMatch(/Leonie Leitung \(Stadt \w+\) lädt Sie ein/)
    expect(mail?.text).toContain(`https://partizipation.example/invitation/${token}`)
    const [row] = await asAdmin(
      (sql) => sql`
        select token_hash, recipient, frozen, platform_mail.state from invitation
        join platform_mail on invitation_id = invitation.id where invitation.id = ${id}`,
    )
    expect(row).toEqual({ token_hash: tokenHash(token), recipient: null, frozen: null, state: 'sent' })
  })

  it('is taken once, even when two try at the same moment', async () => {
    const { hash, email } = await invited()
    const answers = await Promise.all([takeNew(hash), takeNew(hash), takeNew(hash)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await membershipsOf(email)).toEqual([{ city: city.slug, role: 'caseworker' }])
  })

  it('is over after seven days', async () => {
    const { hash, email } = await invited()
    const before = now()
    city.clock.set(before.add({ hours: 7 * 24 }).toString())
    const late = await takeNew(hash)
    city.clock.set(
      before
        .add({ hours: 7 * 24 })
        .subtract({ seconds: 1 })
        .toString(),
    )
    const justInTime = await takeNew(hash)
    city.clock.set(before.toString())
    expect([late, justInTime.ok]).toEqual([{ ok: false, error: 'expired' }, true])
    expect(await membershipsOf(email)).toHaveLength(1)
  })

  it('is for its address only, in any case', async () => {
    const { hash, email } = await invited(`Aylin.${randomBytes(4).toString('hex')}@Stadt.Example`)
    const stranger = await makeAccount({ [other.slug]: 'caseworker' })
    const refused = await acceptWithAccount(post.web, { tokenHash: hash, accountId: stranger.id }, now())
    expect(refused).toEqual({ ok: false, error: 'somebody-else' })
    const owner = await makeAccount({ [other.slug]: 'dpo' })
    await asAdmin((sql) => sql`update account set email = ${email.toLowerCase()} where id = ${owner.id}`)
    expect(await takeNew(hash)).toEqual({ ok: false, error: 'known' })
    const taken = await acceptWithAccount(post.web, { tokenHash: hash, accountId: owner.id }, now())
    expect(taken.ok).toBe(true)
    expect(await membershipsOf(email.toLowerCase())).toEqual(
      expect.arrayContaining([
        { city: other.slug, role: 'dpo' },
        { city: city.slug, role: 'caseworker' },
      ]),
    )
    expect(await membershipsOf(stranger.email)).toEqual([{ city: other.slug, role: 'caseworker' }])
  })

  it('withdrawn no longer works, nor does the old link of one sent again', async () => {
    const one = await invited()
    const two = await invited()
    await withdraw(post.web, { citySlug: city.slug, invitationId: one.id, actorId: lead.id }, now())
    const again = { citySlug: city.slug, invitationId: two.id, invitedBy: lead.id }
    await inviteAgain(post.web, again, { key: post.key, language: 'en' }, now())
    expect([await takeNew(one.hash), await takeNew(two.hash)]).toEqual([
      { ok: false, error: 'withdrawn' },
      { ok: false, error: 'withdrawn' },
    ])
    expect((await takeNew(tokenHash(await post.tokenFor(two.email)))).ok).toBe(true)
  })

  it('of another city cannot be withdrawn or sent again', async () => {
    const { id, hash } = await invited()
    const which = { citySlug: other.slug, invitationId: id }
    const mail = { key: post.key, language: 'de' } as const
    const answers = [
      await withdraw(post.web, { ...which, actorId: lead.id }, now()),
      await inviteAgain(post.web, { ...which, invitedBy: lead.id }, mail, now()),
    ]
    expect(answers).toEqual([
      { ok: false, error: 'gone' },
      { ok: false, error: 'gone' },
    ])
    expect((await takeNew(hash)).ok).toBe(true)
  })

  it('is made once for an address and a city', async () => {
    const email = someAddress()
    const wanted = {
      email,
      offer: { role: 'dpo', citySlug: city.slug },
      invitedBy: lead.id,
    } as const
    const answers = await Promise.all([1, 2, 3].map(() => invite(post.web, wanted, null, now())))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await invite(post.web, { ...wanted, email: lead.email }, null, now())).toEqual({
      ok: false,
      error: 'member',
    })
  })
})

describe('a partner', () => {
  it('comes by a contract that holds, when invited and when accepting', async () => {
    const today = now().toZonedDateTimeISO('Europe/Berlin').toPlainDate()
    const yesterday = today.subtract({ days: 1 }).toString()
    const past = await makeContract(city.slug, yesterday)
    const foreign = await makeContract(other.slug)
    for (const organisationId of [past, foreign]) {
      const offer = { role: 'partner', citySlug: city.slug, organisationId } as const
      const answer = await invite(post.web, { email: someAddress(), offer, invitedBy: lead.id }, null, now())
      expect(answer).toEqual({ ok: false, error: 'no-contract' })
    }
    const organisationId = await makeContract(city.slug)
    const { hash, email } = await invited(someAddress(), {
      role: 'partner',
      citySlug: city.slug,
      organisationId,
    })
    await asAdmin(
      (sql) => sql`update contract set valid_until = ${yesterday} where organisation_id = ${organisationId}`,
    )
    expect(await takeNew(hash)).toEqual({ ok: false, error: 'no-contract' })
    expect(await asAdmin((sql) => sql`select 1 from account where email = ${email}`)).toHaveLength(0)
    await asAdmin(
      (sql) => sql`update contract set valid_until = null where organisation_id = ${organisationId}`,
    )
    expect((await takeNew(hash)).ok).toBe(true)
    const [made] = await asAdmin((sql) => sql`select organisation_id from account where email = ${email}`)
    expect(made?.organisation_id).toBe(organisationId)
  })

  it('works for one organisation', async () => {
    const [mine, theirs] = [await makeContract(city.slug), await makeContract(city.slug)]
    const account = await makeAccount({ [other.slug]: 'partner' })
    await asAdmin((sql) => sql`update account set organisation_id = ${mine} where id = ${account.id}`)
    const { hash } = await invited(account.email, {
      role: 'partner',
      citySlug: city.slug,
      organisationId: theirs,
    })
    expect(await acceptWithAccount(post.web, { tokenHash: hash, accountId: account.id }, now())).toEqual({
      ok: false,
      error: 'other-organisation',
    })
  })
})

it('a coordinator comes by an invitation to the region; an operator never comes by the web process', async () => {
  const region = `r${randomBytes(5).toString('hex')}`
  await asAdmin((sql) => sql`insert into region (slug, name) values (${region}, 'Testregion')`)
  const { hash, email } = await invited(someAddress(), { role: 'coordinator', regionSlug: region })
  expect((await takeNew(hash)).ok).toBe(true)
  const offices = await asAdmin(
    (sql) =>
      sql`select role, region_slug from office join account on account.id = account_id where email = ${email}`,
  )
  expect([...offices]).toEqual([{ role: 'coordinator', region_slug: region }])
  const made = post.web.execute(`insert into office (account_id, role) values ('${lead.id}', 'operator')`)
  await expect(made).rejects.toMatchObject({ cause: { code: '42501' } })
})

describe('through the pages', () => {
  const told = (answer: Response): [number, string | null] => [answer.status, answer.headers.get('Location')]

  it('a lead invites, and nothing but address and task is taken from the form', async () => {
    const cookie = await signIn(web, lead)
    const email = someAddress()
    const form = {
      email,
      as: 'liaison',
      city: other.slug,
      citySlug: other.slug,
      regionSlug: 'x',
      role: 'lead',
    }
    expect(told(await web.post(`/c/${city.slug}/team/new`, form, cookie))).toEqual([
      303,
      `/c/${city.slug}/team?told=invited`,
    ])
    // The web process has the machine's clock.
    city.clock.set(Temporal.Now.instant().toString())
    const token = await post.tokenFor(email)
    expect((await web.get(`/invitation/${token}`)).status).toBe(200)
    const bent = {
      name: 'Neu Hier',
      password: GOOD,
      email: lead.email,
      role: 'lead',
      citySlug: other.slug,
      organisationId: await makeContract(city.slug),
      demo: 'true',
    }
    const joined = await web.post(`/invitation/${token}`, bent)
    expect(told(joined)).toEqual([303, '/'])
    expect(joined.headers.get('Set-Cookie')).toContain('partizipation_session=')
    expect(await membershipsOf(email)).toEqual([{ city: city.slug, role: 'liaison' }])
    const [made] = await asAdmin(
      (sql) => sql`select demo, organisation_id from account where email = ${email}`,
    )
    expect(made).toEqual({ demo: false, organisation_id: null })
    const again = await web.get(`/invitation/${token}`)
    expect([again.status, (await again.text()).includes('schon angenommen')]).toEqual([410, true])
  })

  it.each(['operator', 'coordinator', 'partner', 'partner:0', 'LEAD', ''])(
    'nobody is invited as %j',
    async (as) => {
      const cookie = await signIn(web, lead)
      const answer = await web.post(`/c/${city.slug}/team/new`, { email: someAddress(), as }, cookie)
      expect(answer.status).toBe(400)
    },
  )

  it('an organisation without a contract here cannot be chosen', async () => {
    const cookie = await signIn(web, lead)
    const form = { email: someAddress(), as: `partner:${await makeContract(other.slug)}` }
    const answer = await web.post(`/c/${city.slug}/team/new`, form, cookie)
    expect([answer.status, (await answer.text()).includes('arbeitet zurzeit nicht für Ihre Stadt')]).toEqual([
      400,
      true,
    ])
  })

  it.each(['caseworker', 'liaison', 'dpo'] as const)('a %s has no team page', async (role) => {
    const cookie = await signIn(web, await makeAccount({ [city.slug]: role }))
    const answers = [
      await web.get(`/c/${city.slug}/team`, cookie),
      await web.get(`/c/${city.slug}/team/${lead.id}`, cookie),
      await web.post(`/c/${city.slug}/team/new`, { email: someAddress(), as: 'lead' }, cookie),
      await web.post(`/c/${city.slug}/team/${lead.id}`, { intent: 'remove' }, cookie),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  })

  it('somebody else who is signed in reads why, and becomes nothing', async () => {
    const { token } = await invited()
    const stranger = await makeAccount({ [other.slug]: 'caseworker' })
    const cookie = await signIn(web, stranger)
    const page = await (await web.get(`/invitation/${token}`, cookie)).text()
    expect(page).toContain('Die Einladung ging an eine andere Adresse.')
    await web.post(`/invitation/${token}`, { name: 'Fremd', password: GOOD }, cookie)
    expect(await membershipsOf(stranger.email)).toEqual([{ city: other.slug, role: 'caseworker' }])
  })

  it('weak passwords are refused with a sentence, and no password comes back', async () => {
    const { token } = await invited()
    const said = async (password: string): Promise<string> =>
      (await web.post(`/invitation/${token}`, { name: 'Mehmet Beispiel', password })).text()
    expect(await said('passwort123456')).toContain('gestohlener Passwörter')
    expect(await said('Beispiel-Mehmet-7')).toContain('lehnt sich an Ihren Namen')
    const short = await said('kurz-und-geheim'.slice(0, 8))
    expect([short.includes('value="Mehmet Beispiel"'), short.includes('kurz-und')]).toEqual([true, false])
    expect(await said('x'.repeat(129))).toContain('128')
  })

  it('a form that does not say where it comes from is refused', async () => {
    const { token } = await invited()
    const request = new Request(`http://localhost:3000/invitation/${token}`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Neu Hier', password: GOOD }),
      headers: { Host: 'localhost:3000' },
    })
    expect((await web.send(request)).status).toBe(403)
  })
})

describe('who is taken out of a city', () => {
  const sessions = (id: string): Promise<number> =>
    asAdmin(async (sql) => Number((await sql`select count(*) as n from session where user_id = ${id}`)[0]?.n))
  const remove = (cookie: string, id: string) =>
    web.post(`/c/${city.slug}/team/${id}`, { intent: 'remove' }, cookie)

  it('sees it no more at once, and is signed out everywhere', async () => {
    const boss = await signIn(web, lead)
    const only = await makeAccount({ [city.slug]: 'caseworker' })
    const two = await makeAccount({ [city.slug]: 'caseworker', [other.slug]: 'caseworker' })
    const cookie = await signIn(web, two)
    await signIn(web, only)
    expect((await web.get(`/c/${city.slug}/today`, cookie)).status).toBe(200)
    expect((await remove(boss, two.id)).status).toBe(303)
    expect((await remove(boss, only.id)).status).toBe(303)
    expect((await web.get(`/c/${city.slug}/today`, cookie)).headers.get('Location')).toContain('/sign-in')
    expect([await sessions(only.id), await sessions(two.id)]).toEqual([0, 0])
    const again = await signIn(web, two)
    expect((await web.get(`/c/${city.slug}/today`, again)).status).toBe(404)
    expect((await web.get(`/c/${other.slug}/today`, again)).status).toBe(200)
  })

  it('is never the lead himself, nor anybody of another city', async () => {
    const boss = await signIn(web, lead)
    const foreign = await makeAccount({ [other.slug]: 'caseworker' })
    expect((await remove(boss, lead.id)).status).toBe(403)
    expect((await remove(boss, foreign.id)).status).toBe(404)
    const bent = await web.post(
      `/c/${city.slug}/team/${lead.id}`,
      { intent: 'role', role: 'caseworker' },
      boss,
    )
    expect(bent.status).toBe(403)
    expect(await membershipsOf(foreign.email)).toHaveLength(1)
  })

  it('leaves a lead behind when two remove each other', async () => {
    const place = await makeCity()
    const [one, two] = [
      await makeAccount({ [place.slug]: 'lead' }),
      await makeAccount({ [place.slug]: 'lead' }),
    ]
    const answers = await Promise.all(
      [
        { actorId: one.id, accountId: two.id },
        { actorId: two.id, accountId: one.id },
      ].map((pair) => removeMember(post.web, { citySlug: place.slug, ...pair }, now())),
    )
    await place.remove()
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  })

  it('of the team leave their lines in the trail of the platform, who and on whom', async () => {
    const boss = await signIn(web, lead)
    const place = `/c/${city.slug}/team`
    const person = await makeAccount({ [city.slug]: 'dpo' })
    await web.post(`${place}/new`, { email: 'spur@test.example', as: 'caseworker' }, boss)
    await web.post(`${place}/${person.id}`, { intent: 'role', role: 'caseworker' }, boss)
    await web.post(`${place}/${person.id}`, { intent: 'remove' }, boss)
    const lines = await withPlatform(
      city.server,
      (sql) => sql<{ kind: string; onWhom: string | null; reason: string | null }[]>`
        select kind, account_id as "onWhom", reason from account_event
        where actor_id = ${lead.id} and city_slug = ${city.slug} order by id desc limit 3`,
    )
    expect(lines.map(({ kind, onWhom, reason }) => [kind, onWhom, reason])).toEqual([
      ['membership-removed', person.id, 'caseworker'],
      ['membership-changed', person.id, 'caseworker'],
      ['invitation-made', null, 'caseworker'],
    ])
  })

  it('a changed role counts from the next page on', async () => {
    const boss = await signIn(web, lead)
    const person = await makeAccount({ [city.slug]: 'dpo' })
    const cookie = await signIn(web, person)
    expect((await web.get(`/c/${city.slug}/clients`, cookie)).status).toBe(403)
    const form = { intent: 'role', role: 'caseworker', citySlug: other.slug }
    expect((await web.post(`/c/${city.slug}/team/${person.id}`, form, boss)).status).toBe(303)
    expect((await web.get(`/c/${city.slug}/clients`, cookie)).status).toBe(200)
    const up = await web.post(`/c/${city.slug}/team/${person.id}`, { intent: 'role', role: 'partner' }, boss)
    expect(up.status).toBe(403)
  })
})
