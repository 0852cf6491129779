/** Who translates in a talk that is being booked or put on another time. */
import type { CityWork } from '../../../db/act.ts'
import { ok, type Result } from '../../kit/result.ts'
import type { Appointment } from '../commands/booking.server.ts'
import { tellMissingInterpreter } from '../commands/interpreter-tasks.server.ts'
import {
  type Interpreting,
  sameInterpreting,
  usualMode,
  type WishedInterpreter,
} from '../rules/interpreting.ts'
import { liftAsked, putAsked } from './asking.server.ts'
import { holdInterpreter } from './commands.server.ts'
import { type Asked, askedFor, isFreeFor, needOf } from './queries.server.ts'

/** Whoever is to translate; held until the act ends. */
export interface Companion extends Interpreting {
  /** Only a time at which she is free will do; else she comes along when she happens to be. */
  bound: boolean
  /** She is not asked any more, for another time either. */
  retired: boolean
  /** Has agreed to the time the talk had so far. */
  agreed: boolean
}

/** Hold her before the diary. `was`: the talk that is moved; who was asked for it goes along unless the form says otherwise. */
export async function companionOf(
  city: CityWork,
  clientId: string,
  { wish, was }: { wish: WishedInterpreter; was: Appointment | null },
): Promise<Result<Companion | null, 'no-interpreter'>> {
  if (wish.is === 'none') return ok(null)
  const asked = was && (await askedFor(city.db, was.id))
  const stands = asked && standing(asked)
  if (wish.is === 'along') {
    if (!asked || !stands) return ok(null)
    const held = await holdInterpreter(city, { interpreterId: asked.id, language: null })
    return ok({ ...stands, bound: false, retired: !held.ok, agreed: asked.agreed })
  }
  const { language } = await needOf(city.db, clientId)
  const held = await holdInterpreter(city, { interpreterId: wish.interpreterId, language })
  if (!held.ok) return held
  const { id: interpreterId, service } = held.value
  const mode = wish.mode ?? (asked?.id === interpreterId ? asked.mode : usualMode(service))
  const agreed = (asked?.agreed ?? false) && sameInterpreting(stands, { interpreterId, mode })
  return ok({ interpreterId, mode, bound: true, retired: false, agreed })
}

/**
 * A talk whose outcome was taken back stands again, and who was there with it when nothing else was agreed with her since.
 * Nobody is waited for: the diary is held already.
 */
export async function bringBack(city: CityWork, was: Appointment, open: Appointment): Promise<void> {
  const asked = await askedFor(city.db, was.id)
  if (!asked || open.groupId) return
  const held = await holdInterpreter(city, { interpreterId: asked.id, language: null, waits: false })
  if (held.ok && (await isFreeFor(city.db, asked.id, open)))
    await putAsked(city, open, { ...standing(asked), agreed: asked.agreed })
}

/** Only she binds a talk to her times. */
export const boundTo = (companion: Companion | null): string | null =>
  companion?.bound ? companion.interpreterId : null

/**
 * Puts her to the talk as it is booked now. What she has agreed to was a time: at another one she is asked anew. Answers whether
 * she was to go along and is not free then.
 */
export async function bringAlong(
  city: CityWork,
  made: Appointment,
  { companion, was }: { companion: Companion | null; was: Appointment | null },
): Promise<boolean> {
  // Nothing was moved, and nobody else is wished for.
  if (was?.id === made.id && sameInterpreting(await standsFor(city, was), companion)) return false
  const comes = companion !== null && (companion.bound || (await goesAlong(city, companion, made)))
  const agreed = comes && companion.agreed && (was?.startsAt.equals(made.startsAt) ?? false)
  if (was) await liftAsked(city, was, { goesOn: agreed })
  if (comes) await putAsked(city, made, { ...companion, agreed })
  await tellMissingInterpreter(city, made.id)
  return companion !== null && !comes
}

const standing = ({ id: interpreterId, mode }: Asked): Interpreting => ({ interpreterId, mode })

async function standsFor({ db }: CityWork, { id }: Appointment): Promise<Interpreting | null> {
  const asked = await askedFor(db, id)
  return asked && standing(asked)
}

const goesAlong = async ({ db }: CityWork, { interpreterId, retired }: Companion, made: Appointment) =>
  !retired && (await isFreeFor(db, interpreterId, made))
