import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { client, personContact } from '../../../db/city/schema/clients.ts'
import { interpreter } from '../../../db/city/schema/diary.ts'
import { appointmentInterpreter } from '../../../db/city/schema/interpreters.ts'
import type { StaffDb } from '../../../db/handles.ts'
import type { InterpretingMode } from '../rules/interpreting.ts'

export interface Interpreter {
  id: string
  name: string
  /** BCP 47. */
  languages: string[]
  /** E.164, or empty. */
  phone: string
  service: boolean
}

const columns = {
  id: interpreter.id,
  name: interpreter.name,
  languages: interpreter.languages,
  phone: interpreter.phone,
  service: interpreter.service,
}

/** Whoever can be asked, by name. */
export const interpretersOf = (db: StaffDb): Promise<Interpreter[]> =>
  db.select(columns).from(interpreter).where(isNull(interpreter.retiredAt)).orderBy(asc(interpreter.name))

/** Who stands for a talk. */
export interface Asked extends Omit<Interpreter, 'languages'> {
  /** Of the row that says so. */
  askedId: string
  mode: InterpretingMode
  agreed: boolean
}

export async function askedFor(db: StaffDb, appointmentId: string): Promise<Asked | null> {
  const [found] = await db
    .select({
      id: interpreter.id,
      name: interpreter.name,
      phone: interpreter.phone,
      service: interpreter.service,
      askedId: appointmentInterpreter.id,
      mode: appointmentInterpreter.mode,
      agreedAt: appointmentInterpreter.agreedAt,
    })
    .from(appointmentInterpreter)
    .innerJoin(interpreter, eq(interpreter.id, appointmentInterpreter.interpreterId))
    .where(
      and(eq(appointmentInterpreter.appointmentId, appointmentId), isNull(appointmentInterpreter.liftedAt)),
    )
  if (!found) return null
  const { agreedAt, ...asked } = found
  return { ...asked, agreed: agreedAt !== null }
}

export interface Need {
  needed: boolean
  /** BCP 47; null when nobody knows. */
  language: string | null
}

/** Whether somebody must translate for a client, as his contact says. */
export async function needOf(db: StaffDb, clientId: string): Promise<Need> {
  const [found] = await db
    .select({ needed: personContact.interpreter, language: personContact.language })
    .from(client)
    .innerJoin(personContact, eq(personContact.personId, client.personId))
    .where(eq(client.id, clientId))
  return found ?? { needed: false, language: null }
}

export interface Time {
  /** The talk that is to be there, or to be moved from there. */
  id: string
  startsAt: Temporal.Instant
  minutes: number
}

/** No talk takes longer. */
const LONGEST_MINUTES = 480

/** Inside a larger statement over `interpreter`: nothing else is agreed with her at that time. */
const freeAt = ({ id, startsAt, minutes }: Time): SQL<boolean> => sql<boolean>`not exists (
  select from diary_time taken where taken.interpreter_id = interpreter.id and taken.ref_id <> ${id}::uuid
    and taken.starts_at > ${startsAt.subtract({ minutes: LONGEST_MINUTES }).toString()}::timestamptz
    and taken.starts_at < ${startsAt.add({ minutes }).toString()}::timestamptz
    and taken.starts_at + make_interval(mins => taken.minutes::int) > ${startsAt.toString()}::timestamptz)`

/** Whether she is free for a talk; a service always is. */
export async function isFreeFor(db: StaffDb, interpreterId: string, time: Time): Promise<boolean> {
  const [found] = await db
    .select({ free: freeAt(time) })
    .from(interpreter)
    .where(eq(interpreter.id, interpreterId))
  return found?.free ?? false
}

export interface Speaker extends Interpreter {
  /** At the time that was asked for. */
  free: boolean
}

/** Whoever can be asked and speaks the language, services too, by name. Without a time everybody is free. */
export async function speakersOf(
  db: StaffDb,
  language: string | null,
  time: Time | null,
): Promise<Speaker[]> {
  return db
    .select({ ...columns, free: time ? freeAt(time) : sql<boolean>`true` })
    .from(interpreter)
    .where(
      and(isNull(interpreter.retiredAt), language === null ? undefined : sql`${language} = any(languages)`),
    )
    .orderBy(asc(interpreter.name))
}

/** What a page of a talk shows of who translates. */
export interface InterpretingPage extends Need {
  asked: Asked | null
  speakers: Speaker[]
}

/** `time`: null of a talk that is to be booked. */
export async function interpretingPage(
  db: StaffDb,
  clientId: string,
  time: Time | null,
): Promise<InterpretingPage> {
  const need = await needOf(db, clientId)
  const asked = time && (await askedFor(db, time.id))
  const shown = need.needed || asked !== null
  return { ...need, asked, speakers: shown ? await speakersOf(db, need.language, time) : [] }
}

/** Who translates, inside a larger statement; null: nobody was asked. `appointmentId`: a column. */
export const interpreterValue = (appointmentId: string): SQL =>
  sql.raw(`(select jsonb_build_object('name', interpreter.name, 'agreed', asked.agreed_at is not null)
    from appointment_interpreter asked join interpreter on interpreter.id = asked.interpreter_id
    where asked.appointment_id = ${appointmentId} and asked.lifted_at is null)`)
