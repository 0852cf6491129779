import type { CityWork } from '../../db/act.ts'
import type { Locale } from '../kit/locale.ts'
import { type Booked, bookAppointment, moveAppointment } from './commands.server.ts'
import { interpreterAsked, roomAsked } from './input.ts'
import { appointmentPage, bookingPage } from './queries.server.ts'
import { refusedWish } from './refusals.server.ts'
import type { InterpretingMode } from './rules/interpreting.ts'
import type { Venue } from './rules/venues.ts'

export interface Wish {
  clientId: string
  /** Null: book by hand. */
  appointmentId: string | null
  day: string
  time?: string | undefined
  room?: string | undefined
  at?: Venue | undefined
  travel?: number | undefined
  place?: string | undefined
  interpreter?: string | undefined
  mode?: InterpretingMode | undefined
  locale: Locale
}

/** Moves or books as the form wishes; a refusal comes back as the sentences to show. */
export async function takeWish(
  city: CityWork,
  { clientId, appointmentId, locale, room, at, interpreter, mode, ...told }: Wish,
): Promise<Booked | { refusal: ReturnType<typeof refusedWish> } | 'not-found'> {
  const place = { venue: at, travel: told.travel, roomId: roomAsked(room) }
  const asked = { ...place, interpreter }
  const wished = { ...told, ...place, interpreter: interpreterAsked(interpreter, mode) }
  const page = appointmentId ? await appointmentPage(city, { clientId, appointmentId, asked }) : undefined
  if (appointmentId && !page) return 'not-found'
  const done = appointmentId
    ? await moveAppointment(city, { appointmentId, ...wished })
    : await bookAppointment(city, { clientId, ...wished })
  if (done.ok) return done.value
  if (done.error === 'no-appointment' || done.error === 'no-client') return 'not-found'
  const strip = page ? page.strip : ((await bookingPage(city, { clientId, asked }))?.strip ?? null)
  return { refusal: refusedWish(done.error, { day: wished.day, strip, locale }) }
}
