import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { personContact } from '../../db/city/schema/clients.ts'
import { task } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { signingRequest } from '../../db/city/schema/work-plans.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { answerMails, takeUpMails, type UnderWay } from '../../tests/factories/mails.ts'
import { DRAWING, offeredPlan, planContent } from '../../tests/factories/plans.ts'
import { restoreAct, takeBack } from '../undo/commands.server.ts'
import { actOnPlan } from './commands/acts.server.ts'
import { linkIsOpen, openLink, signByLink } from './commands/link.server.ts'
import { planSheet } from './sheet.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))
afterAll(() => city.remove())

const BIRTH = '1980-11-19'
const sheetOf = (clientId: string) => city.work(({ db }) => planSheet(db, clientId))
const out = () => ({ place: { origin: 'https://example.test', key: city.server.key } })
const sendLink = ({ clientId, planId }: { clientId: string; planId: string }) =>
  city.work((work) => actOnPlan(work, clientId, { intent: 'link', planId }))

/** Sends what is due for a client, as the worker does, and answers the texts. */
async function deliver(clientId: string, outcome: 'sent' | 'refused' = 'sent'): Promise<string[]> {
  const texts: string[] = []
  const calls = await takeUpMails(city, out())
  for (const call of calls) {
    await answerMails(city, call, outcome)
    for (const { tags, text } of call.mails) if ((await clientOf(tags.message)) === clientId) texts.push(text)
  }
  return texts
}
const clientOf = async (messageId: string): Promise<string | undefined> => {
  const [row] = await city.work(({ db }) => db.select().from(message).where(eq(message.id, messageId)))
  return row?.clientId
}
/** Taken up by a worker that has not heard from the vendor yet. */
async function underWay(clientId: string): Promise<UnderWay> {
  for (const call of await takeUpMails(city, out()))
    for (const { tags } of call.mails) if ((await clientOf(tags.message)) === clientId) return call
  throw new Error('nothing is due')
}
const close = (call: UnderWay) => answerMails(city, call, 'sent')
const tokenIn = (text: string | undefined): string => /\/m\/[^/]+\/(\S+)/.exec(text ?? '')?.[1] ?? ''

async function withLink() {
  const plan = await offeredPlan(city, { birthDate: BIRTH })
  await sendLink(plan)
  return { ...plan, token: tokenIn((await deliver(plan.clientId))[0]) }
}
const open = (token: string, birth = BIRTH) => city.work((work) => openLink(work, token, birth))
const sign = (
  plan: { token: string; hash: string },
  other: { birth?: string; version?: number; hash?: string } = {},
) =>
  city.work((work) =>
    signByLink(work, {
      token: plan.token,
      birth: BIRTH,
      version: 1,
      hash: plan.hash,
      method: 'drawn',
      name: 'Selam Haile',
      drawing: DRAWING,
      language: 'ti',
      textDigest: 'c'.repeat(64),
      ...other,
    }),
  )

describe('a link to sign by', () => {
  it('comes in the client’s language and in German, says nothing to a bystander, and is kept nowhere once it is sent', async () => {
    const plan = await offeredPlan(city, { birthDate: BIRTH, language: 'fr' })
    await sendLink(plan)
    const [text = ''] = await deliver(plan.clientId)
    expect(text).toContain('Bonjour')
    expect(text).toContain('Guten Tag')
    expect(text).toMatch(/https:\/\/example\.test\/m\/\S{40,}/)
    expect(text).not.toMatch(/Lagerist|Duldung|Aufenthalt|Partizipation|1980/)
    const rows = await city.work(({ db }) =>
      db.select().from(message).where(eq(message.clientId, plan.clientId)),
    )
    const kept = JSON.stringify(rows.map(({ frozen }) => frozen))
    expect(kept).not.toContain(tokenIn(text))
    const requests = await city.work(({ db }) => db.select().from(signingRequest))
    expect(JSON.stringify(requests)).not.toContain(tokenIn(text))
  })
  it('opens with the birth date and is used by signing', async () => {
    const plan = await withLink()
    expect(await city.work((work) => linkIsOpen(work, plan.token))).toBeDefined()
    expect(await open(plan.token)).toMatchObject({ ok: true, value: { clientId: plan.clientId } })
    expect(await sign(plan)).toEqual({ ok: true, value: null })
    expect(await sheetOf(plan.clientId)).toMatchObject({
      state: 'partly-signed',
      intact: true,
      signatures: [{ party: 'client', channel: 'link', method: 'drawn', language: 'ti' }],
    })
    expect(await sign(plan)).toEqual({ ok: false, error: 'ended' })
    expect(await open(plan.token)).toEqual({ ok: false, error: 'ended' })
    expect(await city.work((work) => linkIsOpen(work, plan.token))).toBeUndefined()
  })
  it('signed by twice at once is one signature', async () => {
    const plan = await withLink()
    const both = await Promise.all([sign(plan), sign(plan)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await sheetOf(plan.clientId))?.signatures).toHaveLength(1)
  })
  it('is dead after five wrong birth dates, whoever tried and however many at once', async () => {
    const plan = await withLink()
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, n) => open(plan.token, `1980-01-0${n + 1}`)),
    )
    const errors = tries.map((tried) => (tried.ok ? 'ok' : tried.error)).sort()
    expect(errors).toEqual([...Array(3).fill('ended'), ...Array(5).fill('wrong')])
    expect(await open(plan.token)).toEqual({ ok: false, error: 'ended' })
    expect(await sign(plan)).toEqual({ ok: false, error: 'ended' })
    expect((await sheetOf(plan.clientId))?.signatures).toEqual([])
    await sendLink(plan)
    const again = tokenIn((await deliver(plan.clientId))[0])
    expect(again).not.toBe(plan.token)
    expect(await open(plan.token)).toEqual({ ok: false, error: 'ended' })
    expect(await open(again)).toMatchObject({ ok: true })
  })
  it('with a wrong birth date at the last step signs nothing', async () => {
    const plan = await withLink()
    expect(await sign(plan, { birth: '1980-11-18' })).toEqual({ ok: false, error: 'wrong' })
    expect((await sheetOf(plan.clientId))?.signatures).toEqual([])
  })
  it('ends after three weeks', async () => {
    const plan = await withLink()
    city.clock.set('2026-03-30T07:59:59Z')
    expect(await open(plan.token)).toMatchObject({ ok: true })
    city.clock.set('2026-03-30T08:00:00Z')
    expect(await open(plan.token)).toEqual({ ok: false, error: 'ended' })
  })
  it('opens nothing once the plan was written anew while the client read it', async () => {
    const plan = await withLink()
    await plan.write(planContent('Maler'), { basis: plan.hash })
    expect(await sign(plan)).toEqual({ ok: false, error: 'ended' })
    expect((await sheetOf(plan.clientId))?.signatures).toEqual([])
  })
  it('does not sign another text than the one it shows', async () => {
    const plan = await withLink()
    expect(await sign(plan, { hash: 'b'.repeat(64) })).toEqual({ ok: false, error: 'outdated' })
  })
  it.each(['', 'x', 'a'.repeat(43)])('that nobody made opens nothing: %j', async (token) => {
    expect(await open(token)).toEqual({ ok: false, error: 'ended' })
  })
  it('needs an address', async () => {
    const noMail = await offeredPlan(city, { birthDate: BIRTH, email: null })
    expect(await sendLink(noMail)).toEqual({ ok: false, error: 'no-address' })
  })
})

describe('an unsigned plan', () => {
  const tasksOf = (clientId: string) =>
    city.work(async ({ db }) => {
      const rows = await db.select().from(task).where(eq(task.clientId, clientId))
      return rows.filter(({ doneAt }) => doneAt === null).map(({ reason }) => reason)
    })
  /** Days, at nine in the morning, on which a reminder went out. */
  async function daysOfReminders(clientId: string, days: number): Promise<string[]> {
    const sent: string[] = []
    for (let day = 0; day <= days; day += 1) {
      const at = city.clock.now().add({ hours: 24 })
      city.clock.set(at.toString())
      const texts = await deliver(clientId)
      const today = at.toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()
      if (texts.length > 0) sent.push(today)
    }
    return sent
  }

  it('is brought to mind after five days, then every other day, five times, and then a person acts', async () => {
    const { clientId } = await offeredPlan(city, { birthDate: BIRTH })
    // 9 March is a Monday; nobody is disturbed on Sunday the 15th.
    expect(await daysOfReminders(clientId, 30)).toEqual([
      '2026-03-14',
      '2026-03-16',
      '2026-03-18',
      '2026-03-20',
      '2026-03-23',
    ])
    expect(await tasksOf(clientId)).toEqual(['plan-unsigned'])
    expect(await sheetOf(clientId)).toMatchObject({ request: { reminders: 5 } })
  })
  it('survives days on which nothing ran, without sending twice', async () => {
    const { clientId } = await offeredPlan(city, { birthDate: BIRTH })
    city.clock.set('2026-03-25T08:00:00Z')
    expect(await deliver(clientId)).toHaveLength(1)
    expect(await deliver(clientId)).toEqual([])
  })
  it('every reminder carries the same link', async () => {
    const { clientId } = await offeredPlan(city, { birthDate: BIRTH })
    city.clock.set('2026-03-14T09:00:00Z')
    const [first] = await deliver(clientId)
    city.clock.set('2026-03-16T09:00:00Z')
    const [second] = await deliver(clientId)
    expect(tokenIn(first)).toBe(tokenIn(second))
    expect(await open(tokenIn(first))).toMatchObject({ ok: true })
  })
  it('that is signed is not brought to mind again', async () => {
    const { clientId, both } = await offeredPlan(city, { birthDate: BIRTH })
    await both()
    const texts = await daysOfReminders(clientId, 14)
    const rows = await city.work(({ db }) => db.select().from(message).where(eq(message.clientId, clientId)))
    expect(rows.filter(({ kind }) => kind === 'plan-reminder')).toMatchObject([
      { state: 'skipped', reason: 'signed' },
    ])
    expect(texts).toEqual([])
    expect(await tasksOf(clientId)).toEqual([])
  })
  it('of a client without an address becomes a task at the first reminder', async () => {
    const { clientId } = await offeredPlan(city, { birthDate: BIRTH, email: null })
    city.clock.set('2026-03-14T09:00:00Z')
    expect(await deliver(clientId)).toEqual([])
    expect(await tasksOf(clientId)).toEqual(['plan-unsigned'])
  })
  it('whose mail bounces becomes a task', async () => {
    const { clientId } = await offeredPlan(city, { birthDate: BIRTH })
    city.clock.set('2026-03-14T09:00:00Z')
    await deliver(clientId, 'refused')
    expect(await tasksOf(clientId)).toEqual(['plan-unsigned'])
  })
  it('asked for again by hand begins anew, and its task is gone', async () => {
    const plan = await offeredPlan(city, { birthDate: BIRTH })
    await daysOfReminders(plan.clientId, 30)
    await sendLink(plan)
    expect(await tasksOf(plan.clientId)).toEqual([])
    expect(await deliver(plan.clientId)).toHaveLength(1)
    expect(await daysOfReminders(plan.clientId, 30)).toHaveLength(5)
    expect(await tasksOf(plan.clientId)).toEqual(['plan-unsigned'])
  })
  it('signed while the last reminder was under way gives nobody a task', async () => {
    const { clientId, versionId, both } = await offeredPlan(city, { birthDate: BIRTH })
    await city.work(({ db }) =>
      db.update(signingRequest).set({ reminders: 4 }).where(eq(signingRequest.versionId, versionId)),
    )
    city.clock.set('2026-03-14T09:00:00Z')
    const call = await underWay(clientId)
    await both()
    await close(call)
    expect(await tasksOf(clientId)).toEqual([])
  })
  it('whose link is asked for while a reminder is under way has one reminder to come', async () => {
    const plan = await offeredPlan(city, { birthDate: BIRTH })
    city.clock.set('2026-03-14T09:00:00Z')
    const call = await underWay(plan.clientId)
    await sendLink(plan)
    await close(call)
    await deliver(plan.clientId)
    const rows = await city.work(({ db }) =>
      db.select().from(message).where(eq(message.clientId, plan.clientId)),
    )
    expect(rows.filter(({ state }) => state === 'due')).toMatchObject([{ kind: 'plan-reminder' }])
    expect(await daysOfReminders(plan.clientId, 30)).toHaveLength(5)
  })
  it('that is taken back is left alone, and brought to mind again when it counts after all', async () => {
    const { clientId, planId } = await offeredPlan(city, { birthDate: BIRTH })
    const at = { kind: 'plan', clientId, actId: planId } as const
    await city.work((work) => takeBack(work, at, { reason: 'Falsche Akte' }))
    expect(await daysOfReminders(clientId, 10)).toEqual([])
    expect(await tasksOf(clientId)).toEqual([])
    await city.work((work) => restoreAct(work, at, { reason: 'Doch richtig' }))
    expect(await daysOfReminders(clientId, 30)).toHaveLength(5)
  })
  it('that only the worker has to sign says so again after it was taken back', async () => {
    const { clientId, planId, sign } = await offeredPlan(city, { birthDate: BIRTH })
    await sign('client')
    const at = { kind: 'plan', clientId, actId: planId } as const
    await city.work((work) => takeBack(work, at, { reason: 'Falsche Akte' }))
    expect(await tasksOf(clientId)).toEqual([])
    await city.work((work) => restoreAct(work, at, { reason: 'Doch richtig' }))
    expect(await tasksOf(clientId)).toEqual(['plan-countersign'])
  })
  it('without a place for links waits for one', async () => {
    const plan = await offeredPlan(city, { birthDate: BIRTH })
    await sendLink(plan)
    const calls = await takeUpMails(city)
    const clients = await Promise.all(
      calls.flatMap(({ mails }) => mails.map(({ tags }) => clientOf(tags.message))),
    )
    expect(clients).not.toContain(plan.clientId)
    city.clock.set('2026-03-09T08:03:00Z')
    expect(await deliver(plan.clientId)).toHaveLength(1)
  })
  it('is written to at the address of the day', async () => {
    const plan = await offeredPlan(city, { birthDate: BIRTH })
    await city.work(({ db }) => db.update(personContact).set({ email: null }))
    city.clock.set('2026-03-14T09:00:00Z')
    expect(await deliver(plan.clientId)).toEqual([])
  })
})
