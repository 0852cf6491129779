import { data } from '@remix-run/node'
import type { z } from 'zod'
import type { CityWork, Run } from '../../db/act.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { Locale } from '../kit/locale.ts'
import { type Booked, bookAppointment, moveAppointment } from './commands.server.ts'
import { interpreterAsked, roomAsked, wishInput } from './input.ts'
import { appointmentPage, bookingPage } from './queries.server.ts'
import { refusedWish } from './refusals.server.ts'

interface Of {
  clientId: string
  /** Null: book by hand. */
  appointmentId: string | null
  locale: Locale
}

/** A talk moved or booked as its form wishes; `run` is the act. Written down, it answers what follows. */
export async function takeWish(run: Run, of: Of, form: FormData) {
  const submission = parseForm(form, wishInput)
  const refused = (status: number, refusal?: ReturnType<typeof refusedWish>) => ({
    refused: data({ form: 'wish' as const, result: submission.reply(refusal) }, status),
    written: null,
  })
  if (submission.status !== 'success') return refused(400)
  const done = await run((city) => moveOrBook(city, { ...of, ...submission.value }))
  if (done === 'not-found') throw notFound()
  return 'refusal' in done ? refused(409, done.refusal) : { refused: null, written: done }
}

async function moveOrBook(
  city: CityWork,
  { clientId, appointmentId, locale, room, at, interpreter, mode, ...told }: Of & z.output<typeof wishInput>,
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
