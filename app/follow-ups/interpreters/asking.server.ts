/** Who translates in one talk: asked, agreed, or nobody any more. */
import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { appointmentInterpreter } from '../../../db/city/schema/interpreters.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { type Appointment, lockClient } from '../commands/booking.server.ts'
import { tellMissingInterpreter } from '../commands/interpreter-tasks.server.ts'
import { decideAsking, type InterpretingMode, usualMode } from '../rules/interpreting.ts'
import { holdInterpreter } from './commands.server.ts'
import { type Asked, askedFor, isFreeFor, needOf } from './queries.server.ts'

type Talk = Pick<Appointment, 'id' | 'clientId' | 'startsAt' | 'minutes'>

interface OfTalk {
  clientId: string
  appointmentId: string
}

export type ArrangeError =
  | 'no-interpreter'
  | 'interpreter-taken'
  | 'interpreter-changed'
  | 'no-appointment'
  | 'not-booked'
  | 'client-closed'

/** Holds the client and his talk until the act ends, as every booking does. A group is spoken to as a whole. */
async function holdTalk(
  city: CityWork,
  { clientId, appointmentId }: OfTalk,
): Promise<Result<Appointment, 'no-appointment' | 'client-closed' | 'not-booked'>> {
  const locked = await lockClient(city, clientId)
  if (!locked.ok) return fail(locked.error === 'no-client' ? 'no-appointment' : locked.error)
  const [found] = await city.db
    .select()
    .from(appointment)
    .where(
      and(
        eq(appointment.id, appointmentId),
        eq(appointment.clientId, clientId),
        isNull(appointment.voidedAt),
        isNull(appointment.groupId),
      ),
    )
    .for('no key update')
  if (!found) return fail('no-appointment')
  return found.state === 'booked' ? ok(found) : fail('not-booked')
}

/** Asks somebody to translate, in place of whoever was asked before; she has not agreed yet. The same again changes nothing. */
export async function askInterpreter(
  city: CityWork,
  { interpreterId, mode, ...of }: OfTalk & { interpreterId: string; mode: InterpretingMode | undefined },
): Promise<Result<null, ArrangeError>> {
  const talk = await holdTalk(city, of)
  if (!talk.ok) return talk
  const { language } = await needOf(city.db, of.clientId)
  const held = await holdInterpreter(city, { interpreterId, language })
  if (!held.ok) return held
  const asked = await askedFor(city.db, of.appointmentId)
  const wish = { interpreterId, mode: mode ?? usualMode(held.value.service) }
  const decided = decideAsking(wish, {
    free: await isFreeFor(city.db, interpreterId, talk.value),
    stands: asked && { interpreterId: asked.id, mode: asked.mode },
  })
  if (!decided.ok) return decided
  if (decided.value === 'keep') return ok(null)
  await liftAsked(city, talk.value)
  await putAsked(city, talk.value, wish)
  await tellMissingInterpreter(city, of.appointmentId)
  return ok(null)
}

/** The talk, held until the act ends, and who stands for it: nobody, or whom the form shows. */
async function holdAsked(
  city: CityWork,
  of: OfTalk,
  askedId: string,
): Promise<Result<{ talk: Talk; asked: Asked | null }, ArrangeError>> {
  const talk = await holdTalk(city, of)
  if (!talk.ok) return talk
  const asked = await askedFor(city.db, of.appointmentId)
  return asked === null || asked.askedId === askedId
    ? ok({ talk: talk.value, asked })
    : fail('interpreter-changed')
}

/** She has said yes. Twice is once; who is not asked any more cannot agree. */
export async function agreeInterpreter(
  city: CityWork,
  { askedId, ...of }: OfTalk & { askedId: string },
): Promise<Result<null, ArrangeError>> {
  const held = await holdAsked(city, of, askedId)
  if (!held.ok) return held
  const { talk, asked } = held.value
  if (!asked) return fail('interpreter-changed')
  if (asked.agreed) return ok(null)
  await city.db
    .update(appointmentInterpreter)
    .set({ agreedAt: city.now })
    .where(eq(appointmentInterpreter.id, askedId))
  await tell(city, talk, 'interpreter-agreed')
  await tellMissingInterpreter(city, of.appointmentId)
  return ok(null)
}

/** She does not come: nobody stands for the talk any more. Twice is once. */
export async function liftInterpreter(
  city: CityWork,
  { askedId, ...of }: OfTalk & { askedId: string },
): Promise<Result<null, ArrangeError>> {
  const held = await holdAsked(city, of, askedId)
  if (!held.ok) return held
  const { talk, asked } = held.value
  if (!asked) return ok(null)
  await liftAsked(city, talk)
  await tellMissingInterpreter(city, of.appointmentId)
  return ok(null)
}

/** Nobody stands for the talk from now on. What had been agreed is told in the stream, unless it goes on elsewhere. */
export async function liftAsked(
  city: CityWork,
  talk: Talk,
  { goesOn = false }: { goesOn?: boolean } = {},
): Promise<void> {
  const lifted = await city.db
    .update(appointmentInterpreter)
    .set({ liftedAt: city.now, liftedBy: city.actor.id })
    .where(and(eq(appointmentInterpreter.appointmentId, talk.id), isNull(appointmentInterpreter.liftedAt)))
    .returning({ agreedAt: appointmentInterpreter.agreedAt })
  if (!goesOn && lifted.some(({ agreedAt }) => agreedAt)) await tell(city, talk, 'interpreter-lifted')
}

/** Stands for the talk from now on; hold her before. `agreed`: for this very time already. */
export async function putAsked(
  city: CityWork,
  talk: Talk,
  {
    interpreterId,
    mode,
    agreed = false,
  }: { interpreterId: string; mode: InterpretingMode; agreed?: boolean },
): Promise<void> {
  const { now, actor } = city
  await city.db.insert(appointmentInterpreter).values({
    ...{ appointmentId: talk.id, interpreterId, mode, madeAt: now, madeBy: actor.id },
    agreedAt: agreed ? now : null,
  })
}

const tell = (city: CityWork, talk: Talk, kind: 'interpreter-agreed' | 'interpreter-lifted') =>
  writeTimeline(city, {
    clientId: talk.clientId,
    occurredOn: city.today.toString(),
    kind,
    refId: talk.id,
    words: { when: talk.startsAt.toString() },
  })
