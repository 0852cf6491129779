import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { message } from '../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { at, REASON, START, signedPlan, takingBack } from '../../tests/factories/taking-back.ts'
import { makeTalk } from '../../tests/factories/talks.ts'
import { clientPage } from '../clients/overview.server.ts'
import { planNextFollowUp, recordOutcome } from '../follow-ups/commands.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const { undo, restore, move, pageOf, told, windowOf, talksOf, bookedOf, newClient, heldTalk } = takingBack(
  () => city,
)

describe('a held talk taken back', () => {
  it('says before what happens: the window that begins again, the talk that falls away, the messages stopped', async () => {
    const { clientId, appointmentId } = await heldTalk()
    const [next] = await bookedOf(clientId)
    const page = await pageOf(at('talk', clientId, appointmentId))
    expect(page?.consequences).toEqual([
      { says: 'talk-uncounted', when: '2026-04-16T07:00:00Z' },
      { says: 'outcome-open-again', when: '2026-04-16T07:00:00Z' },
      { says: 'window-back', from: '2026-04-07', to: '2026-04-20' },
      { says: 'next-talk-gone', when: next?.startsAt.toString() },
      { says: 'messages-stopped', count: 2 },
    ])
  })

  it('counts no more, waits for its outcome in the window before, and its follow-up is said to nobody', async () => {
    const { clientId, appointmentId } = await heldTalk()
    const [next] = await bookedOf(clientId)
    expect(await windowOf(clientId)).toEqual({ from: '2026-05-15', to: '2026-05-28' })
    expect(await undo(at('talk', clientId, appointmentId))).toEqual({ ok: true, value: null })
    expect(await windowOf(clientId)).toEqual({ from: '2026-04-07', to: '2026-04-20' })
    const open = await bookedOf(clientId)
    expect(open.map(({ startsAt }) => startsAt.toString())).toEqual(['2026-04-16T07:00:00Z'])
    const waiting = await city.work(({ db }) =>
      db
        .select()
        .from(message)
        .where(and(eq(message.appointmentId, next?.id ?? ''), eq(message.state, 'due'))),
    )
    expect(waiting).toEqual([])
    const page = await city.work(({ db }) => clientPage(db, clientId))
    expect(page?.overview.followUps).toBe(0)
    const line = page?.stream.entries.find(({ kind }) => kind === 'attended')
    expect(line).toMatchObject({ struck: true, reason: REASON })
    // The outcome can be written anew, and the rhythm goes on from it.
    const outcome = {
      appointmentId: open[0]?.id ?? '',
      outcome: 'no-show',
      note: '',
      on: '2026-04-16',
    } as const
    expect((await city.work((work) => recordOutcome(work, outcome))).ok).toBe(true)
    expect(await windowOf(clientId)).toEqual({ from: '2026-04-23', to: '2026-04-30' })
  })

  it('stands again when that was the mistake, and not once another outcome is written', async () => {
    const { clientId, appointmentId } = await heldTalk()
    const talk = at('talk', clientId, appointmentId)
    await undo(talk)
    expect((await restore(talk)).ok).toBe(true)
    expect(await windowOf(clientId)).toEqual({ from: '2026-05-15', to: '2026-05-28' })
    expect((await talksOf(clientId)).map(({ state }) => state)).toEqual(['attended', 'booked'])
    await undo(talk)
    const [open] = await bookedOf(clientId)
    const outcome = {
      appointmentId: open?.id ?? '',
      outcome: 'attended',
      note: '',
      on: '2026-04-16',
    } as const
    await city.work((work) => recordOutcome(work, outcome))
    expect(await restore(talk)).toEqual({ ok: false, error: 'contradicts' })
  })

  it('is refused once the next one is held, with the way to that one', async () => {
    const { clientId, appointmentId } = await heldTalk()
    const [next] = await bookedOf(clientId)
    city.clock.set('2026-05-27T12:00:00Z')
    const on = next?.startsAt.toString().slice(0, 10) ?? ''
    await city.work((work) =>
      recordOutcome(work, { appointmentId: next?.id ?? '', outcome: 'attended', note: '', on }),
    )
    const talk = at('talk', clientId, appointmentId)
    expect((await pageOf(talk))?.hindrance).toEqual({
      because: 'later-talk',
      on,
      act: { kind: 'talk', id: next?.id },
    })
    expect(await undo(talk)).toEqual({ ok: false, error: 'hindered' })
    expect((await undo(at('talk', clientId, next?.id ?? ''))).ok).toBe(true)
    expect((await undo(talk)).ok).toBe(true)
  })

  it('moves to whoever it was held with: both windows follow, and the outcome here is open again', async () => {
    const { clientId, appointmentId } = await heldTalk()
    city.clock.set(START)
    const other = await newClient()
    await city.work((work) => signedPlan(work, other))
    await city.work((work) => planNextFollowUp(work, { ...other, after: 'plan-signed', on: '2026-03-09' }))
    city.clock.set('2026-04-16T13:00:00Z')
    const [own] = await bookedOf(other.clientId)
    await undo(at('appointment', other.clientId, own?.id ?? ''))
    const formKey = randomUUID()
    const talk = at('talk', clientId, appointmentId)
    const [first, second] = await Promise.all([
      move(talk, other.clientId, formKey),
      move(talk, other.clientId, formKey),
    ])
    expect([first.ok, second.ok]).toEqual([true, true])
    expect(await windowOf(clientId)).toEqual({ from: '2026-04-07', to: '2026-04-20' })
    expect(await windowOf(other.clientId)).toEqual({ from: '2026-05-15', to: '2026-05-28' })
    expect((await talksOf(other.clientId)).map(({ state }) => state)).toEqual(['attended', 'booked'])
    expect(await told(other.clientId)).toContain('attended')
    expect((await told(clientId)).filter((kind) => kind === 'moved-away')).toHaveLength(1)
    expect(await restore(talk)).toEqual({ ok: false, error: 'moved' })
  })
})

describe('an appointment taken back', () => {
  it('leaves the window open, says nothing more about it, and is not called valid while it lies ahead', async () => {
    city.clock.set(START)
    const { clientId, appointmentId } = await makeTalk(city)
    const booked = at('appointment', clientId, appointmentId)
    const before = await windowOf(clientId)
    expect((await undo(booked)).ok).toBe(true)
    expect([await windowOf(clientId), await bookedOf(clientId)]).toEqual([before, []])
    expect(await restore(booked)).toEqual({ ok: false, error: 'contradicts' })
  })
})
