/** Handing files over, lending and giving back, by the page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { filesLedBy } from './queries.server.ts'

process.env.PARTIZIPATION_NOW = '2026-03-09T08:00:00Z'
const NOTE = 'Urlaub bis Mittwoch'

interface Someone extends TestAccount {
  name: string
  cookie: string
}

let web: Web
let city: TestCity
let owner: Someone
let holder: Someone
let stranger: Someone
let lead: Someone

async function someone(role: 'caseworker' | 'lead', name: string): Promise<Someone> {
  const account = await makeAccount({ [city.slug]: role }, name)
  return { ...account, name, cookie: await signIn(web, account) }
}

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  owner = await someone('caseworker', 'Olga Eigen')
  holder = await someone('caseworker', 'Hans Vertretung')
  stranger = await someone('caseworker', 'Frida Fremd')
  lead = await someone('lead', 'Leonie Leitung')
})
afterAll(() => city.remove())

const page = (): string => `/c/${city.slug}/caseload`
const post = (who: Someone, form: Record<string, string>): Promise<Response> =>
  web.post(page(), form, who.cookie)
const asSuperuser = (query: string) =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), (sql) => sql.unsafe(query))

const openFile = async (): Promise<string> => {
  const access = city.access({ id: owner.id, name: owner.name })
  return (await act(access, { action: 'create', subject: 'test' }, (at) => makeClient(at))).clientId
}
const leadsIt = async (who: Someone, clientId: string): Promise<boolean> =>
  (await city.work((at) => filesLedBy(at, who.id))).some((file) => file.clientId === clientId)
const linesOf = (clientId: string, kind: string) =>
  asSuperuser(`select words from timeline where client_id = '${clientId}' and kind = '${kind}'`)

/** A file of the owner's that is with the holder; answers with the form that gives it back. */
async function lent(): Promise<{ clientId: string; form: Record<string, string> }> {
  const clientId = await openFile()
  const answer = await post(owner, {
    from: owner.id,
    to: holder.id,
    until: '2026-03-11',
    note: NOTE,
    files: clientId,
  })
  expect(answer.headers.get('Location')).toBe(`${page()}?what=handed-over&files=1&stayed=0&left=0`)
  const [loan] = await asSuperuser(`select id from hand_over where client_id = '${clientId}'`)
  return { clientId, form: { intent: 'give-back', client: clientId, loan: loan?.id } }
}

describe('a file given back', () => {
  it.each([
    ['whoever has it', () => holder],
    ['whose it is', () => owner],
    ['the lead', () => lead],
  ])(
    'by %s is with its lead again, says so on the page and in its stream, and is in the trail',
    async (_, by) => {
      const { clientId, form } = await lent()
      expect([await leadsIt(owner, clientId), await leadsIt(holder, clientId)]).toEqual([false, true])
      const answer = await post(by(), form)
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${page()}?what=returned`])
      expect([await leadsIt(owner, clientId), await leadsIt(holder, clientId)]).toEqual([true, false])
      expect(await linesOf(clientId, 'came-back')).toMatchObject([{ words: { to: owner.name } }])
      const rows = await asSuperuser(
        `select actor_id, action from audit_event where subject = 'loan' and subject_id = '${clientId}'`,
      )
      expect([...rows]).toEqual([{ actor_id: by().id, action: 'change' }])
      const after = await web.get(`${page()}?what=returned`, owner.cookie)
      expect(await after.text()).toContain('Die Akte ist zurück')
    },
  )

  it('twice came back once', async () => {
    const { clientId, form } = await lent()
    for (const who of [holder, owner]) expect((await post(who, form)).status).toBe(303)
    expect(await linesOf(clientId, 'came-back')).toHaveLength(1)
  })

  it('is offered to the two it is between and to the lead, and refused to others', async () => {
    const { clientId, form } = await lent()
    for (const [who, offered] of [
      [owner, true],
      [lead, true],
      [stranger, false],
    ] as const) {
      const text = await (await web.get(page(), who.cookie)).text()
      expect([who.name, text.includes(form.loan ?? '')]).toEqual([who.name, offered])
    }
    expect((await post(stranger, form)).status).toBe(404)
    expect(await leadsIt(holder, clientId)).toBe(true)
    expect(await linesOf(clientId, 'came-back')).toHaveLength(0)
  })
})

it('many files go in one form, each with its note', async () => {
  const files = [await openFile(), await openFile(), await openFile()]
  const body = new URLSearchParams({ from: owner.id, to: holder.id, note: 'Neuer Bezirk' })
  for (const id of files) body.append('files', id)
  const origin = 'http://localhost:3000'
  const headers = { Host: 'localhost:3000', Origin: origin, Cookie: owner.cookie }
  const answer = await web.send(new Request(`${origin}${page()}`, { method: 'POST', body, headers }))
  expect(answer.headers.get('Location')).toBe(`${page()}?what=handed-over&files=3&stayed=0&left=0`)
  for (const id of files)
    expect(await linesOf(id, 'handed-over')).toMatchObject([
      { words: { from: owner.name, to: holder.name, note: 'Neuer Bezirk' } },
    ])
})
