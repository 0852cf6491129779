/** Two files of one person who has a seat in a group by each of them. */
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appointment, task } from '../../../db/city/schema/follow-ups.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { mergeOrder } from '../../../tests/factories/merge.ts'
import { makeClient } from '../../../tests/factories/people.ts'
import { TALK_ON } from '../../../tests/factories/talks.ts'
import { giveTask } from '../../follow-ups/commands/tasks.server.ts'
import { addMember, makeGroup, recordMember } from '../../follow-ups/groups/commands.server.ts'
import { mergePeople } from './merge.server.ts'
import { takeBack } from './unmerge.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

function must<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

let nth = 0
/** A group with two seats, both taken by one person who has two files. */
async function seatedTwice() {
  nth += 1
  const responsible = { id: `0f000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, name: `Kraft ${nth}` }
  const [kept, gone] = [
    await city.work((work) => makeClient(work, { givenName: 'Selam' })),
    await city.work((work) => makeClient(work, { givenName: 'Salam' })),
  ]
  const groupId = must(
    await city.work((work) =>
      makeGroup(work, {
        ...{ formKey: crypto.randomUUID(), title: 'Training', seats: 2, responsible },
        ...{ day: TALK_ON, time: '13:30', minutes: 90, at: 'office', roomId: null },
      }),
    ),
  )
  const seat = (clientId: string) => city.work((work) => addMember(work, { groupId, clientId }))
  for (const { clientId } of [kept, gone]) must(await seat(clientId))
  const merge = () => city.work((work) => mergePeople(work, mergeOrder(kept.personId, gone.personId)))
  const back = (mergeId: string) => city.work((work) => takeBack(work, { mergeId, reason: 'Zwei Brüder' }))
  return { kept, gone, groupId, seat, merge, back }
}

const seats = (groupId: string) =>
  city.work(({ db }) =>
    db
      .select({ id: appointment.id, clientId: appointment.clientId, state: appointment.state })
      .from(appointment)
      .where(
        and(
          eq(appointment.groupId, groupId),
          isNull(appointment.voidedAt),
          ne(appointment.state, 'cancelled'),
        ),
      )
      .orderBy(asc(appointment.recordedAt), asc(appointment.id)),
  )
const dueOf = (appointmentId: string) =>
  city.work(({ db }) =>
    db.$count(message, and(eq(message.appointmentId, appointmentId), eq(message.state, 'due'))),
  )
const seatOf = async (groupId: string, { clientId }: { clientId: string }): Promise<string> =>
  (await seats(groupId)).find((one) => one.clientId === clientId)?.id ?? ''

it('one seat goes on, the other one is free and nobody is written to about it; taken back, both stand again', async () => {
  const { kept, gone, groupId, merge, back } = await seatedTwice()
  const [stays, yields] = [await seatOf(groupId, kept), await seatOf(groupId, gone)]
  const before = await dueOf(yields)
  expect(before).toBeGreaterThan(0)
  const isToBeTold = (refId: string) =>
    city.work(({ db }) => db.$count(task, and(eq(task.refId, refId), isNull(task.doneAt))))
  const dueOn = TALK_ON
  for (const [refId, { clientId }] of [
    [stays, kept],
    [yields, gone],
  ] as const)
    await city.work((work) => giveTask(work, { clientId, reason: 'group-moved', refId, dueOn }))
  const { mergeId } = must(await merge())
  expect(await seats(groupId)).toEqual([{ id: stays, clientId: kept.clientId, state: 'booked' }])
  expect(await dueOf(yields)).toBe(0)
  expect(await dueOf(stays)).toBe(before)
  expect([await isToBeTold(stays), await isToBeTold(yields)]).toEqual([1, 0])

  must(await back(mergeId))
  expect([await isToBeTold(stays), await isToBeTold(yields)]).toEqual([1, 1])
  expect((await seats(groupId)).map(({ clientId }) => clientId).sort()).toEqual(
    [kept.clientId, gone.clientId].sort(),
  )
  expect(await dueOf(yields)).toBe(before)
})

it('the seat of which it is known that she came goes on, whichever file it was on', async () => {
  const { kept, gone, groupId, merge } = await seatedTwice()
  const came = await seatOf(groupId, gone)
  const before = city.clock.now().toString()
  city.clock.set(`${TALK_ON}T16:00:00Z`)
  const told = { groupId, appointmentId: came, outcome: 'attended', note: '', on: TALK_ON } as const
  must(await city.work((work) => recordMember(work, told)))
  must(await merge())
  expect(await seats(groupId)).toEqual([{ id: came, clientId: kept.clientId, state: 'attended' }])
  city.clock.set(before)
})

it('is not taken back when the seat has gone to somebody else since', async () => {
  const { kept, groupId, seat, merge, back } = await seatedTwice()
  const { mergeId } = must(await merge())
  const third = await city.work((work) => makeClient(work, { givenName: 'Dritte' }))
  must(await seat(third.clientId))
  expect(await back(mergeId)).toEqual({ ok: false, error: 'built-on' })
  const seated = (await seats(groupId)).map(({ clientId }) => clientId)
  expect(seated.sort()).toEqual([kept.clientId, third.clientId].sort())
})
