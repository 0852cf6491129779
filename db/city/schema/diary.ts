import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  smallint,
  text,
  time,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { actor } from './actor.ts'
import { room } from './rooms.ts'

/**
 * When somebody has talks on a weekday (1 = Monday), from a day on until the next rows of hers begin; no actor: the
 * city's office hours, for everybody without her own. Five rows make a week; a half day without times is free. `asCity`:
 * from that day on hers are the city's again.
 */
export const workerHours = pgTable(
  'worker_hours',
  {
    id: id(),
    actorId: uuid('actor_id').references(() => actor.id),
    validFrom: day('valid_from').notNull(),
    weekday: smallint('weekday').notNull(),
    morningFrom: time('morning_from'),
    morningUntil: time('morning_until'),
    afternoonFrom: time('afternoon_from'),
    afternoonUntil: time('afternoon_until'),
    asCity: boolean('as_city').notNull().default(false),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => actor.id),
    liftedAt: instant('lifted_at'),
    liftedBy: uuid('lifted_by').references(() => actor.id),
  },
  (t) => [
    uniqueIndex('worker_hours_own').on(t.actorId, t.validFrom, t.weekday).where(sql`lifted_at is null`),
    uniqueIndex('worker_hours_city')
      .on(t.validFrom, t.weekday)
      .where(sql`actor_id is null and lifted_at is null`),
    check('worker_hours_weekday', sql`${t.weekday} between 1 and 5`),
    check(
      'worker_hours_morning',
      sql`(${t.morningFrom} is null) = (${t.morningUntil} is null) and coalesce(${t.morningFrom} < ${t.morningUntil}, true)`,
    ),
    check(
      'worker_hours_afternoon',
      sql`(${t.afternoonFrom} is null) = (${t.afternoonUntil} is null)
        and coalesce(${t.afternoonFrom} < ${t.afternoonUntil}, true)
        and coalesce(${t.morningUntil} <= ${t.afternoonFrom}, true)`,
    ),
    check(
      'worker_hours_as_city',
      sql`not ${t.asCity} or (${t.actorId} is not null and ${t.morningFrom} is null and ${t.afternoonFrom} is null)`,
    ),
    check('worker_hours_lifted', sql`(${t.liftedAt} is null) = (${t.liftedBy} is null)`),
  ],
)

/**
 * Several clients at one time with one worker: each of them has an appointment of her own, and all of them together are
 * one entry in the diary and in the room.
 */
export const groupTalk = pgTable(
  'group_talk',
  {
    id: id(),
    title: text('title').notNull(),
    startsAt: instant('starts_at').notNull(),
    minutes: smallint('minutes').notNull(),
    travelMinutes: smallint('travel_minutes').notNull().default(0),
    place: text('place').notNull(),
    roomId: integer('room_id').references(() => room.id),
    responsibleId: uuid('responsible_id')
      .notNull()
      .references(() => actor.id),
    /** As many as have a seat; a trigger counts them. */
    capacity: smallint('capacity').notNull(),
    /** How often it was moved: what a calendar calls its sequence. */
    moves: smallint('moves').notNull().default(0),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => actor.id),
    changedAt: instant('changed_at').notNull(),
    calledOffAt: instant('called_off_at'),
    calledOffBy: uuid('called_off_by').references(() => actor.id),
  },
  (t) => [
    index('group_talk_diary').on(t.responsibleId, t.startsAt),
    index('group_talk_room').on(t.roomId, t.startsAt).where(sql`room_id is not null`),
    index('group_talk_ahead').on(t.startsAt),
    check('group_talk_titled', sql`${t.title} <> ''`),
    check('group_talk_minutes', sql`${t.minutes} between 15 and 480`),
    check(
      'group_talk_travel',
      sql`${t.travelMinutes} between 0 and 120 and (${t.travelMinutes} = 0 or ${t.roomId} is null)`,
    ),
    check('group_talk_capacity', sql`${t.capacity} between 2 and 60`),
    check('group_talk_called_off', sql`(${t.calledOffAt} is null) = (${t.calledOffBy} is null)`),
  ],
)

/** Who translates for the city: a person, who is in one talk at a time, or a service by telephone, which is in many. No client. */
export const interpreter = pgTable(
  'interpreter',
  {
    id: id(),
    name: text('name').notNull(),
    /** As the contact of a client says it: `ar`, `ti`. */
    languages: text('languages').array().notNull(),
    phone: text('phone').notNull().default(''),
    service: boolean('service').notNull().default(false),
    addedAt: instant('added_at').notNull(),
    addedBy: uuid('added_by')
      .notNull()
      .references(() => actor.id),
    /** Not asked any more from then on; what was agreed stays. */
    retiredAt: instant('retired_at'),
  },
  (t) => [
    uniqueIndex('interpreter_name').on(sql`lower(${t.name})`).where(sql`retired_at is null`),
    check('interpreter_named', sql`${t.name} <> ''`),
    check('interpreter_languages', sql`cardinality(${t.languages}) > 0`),
  ],
)

/**
 * What is taken: a row for every booked talk with one client, and for every group as a whole, by its id; kept by
 * triggers. That nobody, no room and no interpreter is taken twice at one time are exclusion constraints, written by hand
 * in the migration. `apart`: older talks that overlapped before there was a constraint are left as they are.
 */
export const diaryTime = pgTable(
  'diary_time',
  {
    refId: uuid('ref_id').primaryKey(),
    responsibleId: uuid('responsible_id')
      .notNull()
      .references(() => actor.id),
    roomId: integer('room_id').references(() => room.id),
    interpreterId: uuid('interpreter_id').references(() => interpreter.id),
    startsAt: instant('starts_at').notNull(),
    minutes: smallint('minutes').notNull(),
    /** Before and after. */
    travelMinutes: smallint('travel_minutes').notNull(),
    apart: boolean('apart').notNull().default(true),
  },
  (t) => [
    index('diary_time_worker').on(t.responsibleId, t.startsAt),
    index('diary_time_room').on(t.roomId, t.startsAt).where(sql`room_id is not null`),
    index('diary_time_interpreter').on(t.interpreterId, t.startsAt).where(sql`interpreter_id is not null`),
  ],
)
