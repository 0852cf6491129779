import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { actColumns, standing } from './act-columns.ts'
import { actor } from './actor.ts'
import { client } from './clients.ts'
import { groupTalk } from './diary.ts'
import { participation } from './programmes.ts'
import { room } from './rooms.ts'

/** When the next talk is due: a window and the named, versioned rule that made it. One live row a client. */
export const followUpSchedule = pgTable(
  'follow_up_schedule',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    windowFrom: day('window_from').notNull(),
    windowTo: day('window_to').notNull(),
    rule: text('rule').notNull(),
    ruleVersion: smallint('rule_version').notNull(),
    version: integer('version').notNull(),
    state: text('state', { enum: ['live', 'met', 'missed', 'ended'] }).notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    uniqueIndex('follow_up_schedule_live').on(t.clientId).where(sql`state = 'live'`),
    uniqueIndex('follow_up_schedule_version').on(t.clientId, t.version),
    check('follow_up_schedule_window', sql`${t.windowTo} >= ${t.windowFrom}`),
  ],
)

/**
 * A talk at a time. `occurredOn` is the day it was booked. `state`: ahead, or whether the client was there; what came of
 * it, why somebody was not there and who called it off are facts of their own, each there with its states and no other.
 */
export const appointment = pgTable(
  'appointment',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    scheduleId: uuid('schedule_id').references(() => followUpSchedule.id),
    startsAt: instant('starts_at').notNull(),
    minutes: smallint('minutes').notNull(),
    place: text('place').notNull(),
    roomId: integer('room_id').references(() => room.id),
    /** At whose place; what is not at the office takes a way there and one back. */
    venue: text('venue', { enum: ['office', 'home', 'employer', 'elsewhere'] })
      .notNull()
      .default('office'),
    travelMinutes: smallint('travel_minutes').notNull().default(0),
    groupId: uuid('group_id').references(() => groupTalk.id),
    responsibleId: uuid('responsible_id')
      .notNull()
      .references(() => actor.id),
    state: text('state', {
      enum: ['booked', 'attended', 'late', 'excused', 'no-show', 'cancelled'],
    }).notNull(),
    talkResult: text('talk_result', { enum: ['as-planned', 'cut-short', 'new-date-only', 'not-held'] }),
    absenceCause: text('absence_cause', {
      enum: [
        'unknown',
        'ill',
        'childcare',
        'work',
        'course',
        'other-office',
        'transport',
        'forgot',
        'not-reminded',
        'refuses',
        'other',
      ],
    }),
    cancelledBy: text('cancelled_by', {
      enum: ['client', 'office', 'interpreter', 'partner', 'moved', 'replanned'],
    }),
    outcomeNote: text('outcome_note').notNull().default(''),
    outcomeAt: instant('outcome_at'),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    uniqueIndex('appointment_of_schedule')
      .on(t.scheduleId)
      .where(sql`state = 'booked' and voided_at is null`),
    // That nobody and no room is booked twice at one time is said by `diary_time`.
    index('appointment_diary').on(t.responsibleId, t.startsAt),
    index('appointment_group').on(t.groupId).where(sql`group_id is not null`),
    index('appointment_room').on(t.roomId, t.startsAt).where(sql`room_id is not null`),
    index('appointment_client').on(t.clientId, t.startsAt),
    index('appointment_ahead').on(t.clientId, t.startsAt).where(sql`state = 'booked' and voided_at is null`),
    // For counts of the last weeks, among the talks of years.
    index('appointment_over')
      .on(t.startsAt)
      .where(sql`state in ('attended', 'late', 'no-show') and voided_at is null`),
    // For the worker, who asks which talks of the whole city come next, and of which nobody wrote down what came of them.
    index('appointment_coming').on(t.startsAt).where(sql`state = 'booked' and voided_at is null`),
    check('appointment_venue', sql`${t.venue} in ('office', 'home', 'employer', 'elsewhere')`),
    check(
      'appointment_travel',
      sql`${t.travelMinutes} between 0 and 120 and (${t.travelMinutes} = 0 or ${t.roomId} is null)`,
    ),
    check('appointment_outcome', sql`(${t.state} = 'booked') = (${t.outcomeAt} is null)`),
    check(
      'appointment_state',
      sql`${t.state} in ('booked', 'attended', 'late', 'excused', 'no-show', 'cancelled')`,
    ),
    check(
      'appointment_result',
      sql`case when ${t.state} in ('attended', 'late')
        then coalesce(${t.talkResult} in ('as-planned', 'cut-short', 'new-date-only', 'not-held'), false)
        else ${t.talkResult} is null end`,
    ),
    check(
      'appointment_absence',
      sql`case when ${t.state} in ('excused', 'no-show')
        then coalesce(${t.absenceCause} in ('unknown', 'ill', 'childcare', 'work', 'course', 'other-office', 'transport',
          'forgot', 'not-reminded', 'refuses', 'other'), false)
        else ${t.absenceCause} is null end`,
    ),
    check(
      'appointment_cancelled',
      sql`case when ${t.state} = 'cancelled'
        then coalesce(${t.cancelledBy} in ('client', 'office', 'interpreter', 'partner', 'moved', 'replanned'), false)
        else ${t.cancelledBy} is null end`,
    ),
  ],
)

/**
 * A case rests for a reason, both days included: `endedOn` is the last day when it is another than was planned. Whether
 * the client was overdue when it was set says the day it was recorded on.
 */
export const followUpHold = pgTable(
  'follow_up_hold',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    reason: text('reason', { enum: ['illness', 'maternity', 'travel', 'course'] }).notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on').notNull(),
    endedOn: day('ended_on'),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    uniqueIndex('follow_up_hold_open').on(t.clientId).where(sql`ended_on is null and voided_at is null`),
    index('follow_up_hold_client').on(t.clientId, t.fromOn).where(standing),
    check('follow_up_hold_reason', sql`${t.reason} in ('illness', 'maternity', 'travel', 'course')`),
    check('follow_up_hold_dates', sql`${t.untilOn} >= ${t.fromOn}`),
    check('follow_up_hold_ended', sql`${t.endedOn} between ${t.fromOn} and ${t.untilOn}`),
  ],
)

/** Who wrote a row of the calendar, and who took it out again. */
const calendarColumns = () => ({
  madeAt: instant('made_at').notNull(),
  madeBy: uuid('made_by')
    .notNull()
    .references(() => actor.id),
  liftedAt: instant('lifted_at'),
  liftedBy: uuid('lifted_by').references(() => actor.id),
})

/** A working day on which the city's office is closed: between the years, the outing of the staff. */
export const closureDay = pgTable(
  'closure_day',
  { id: id(), onDay: day('on_day').notNull(), name: text('name').notNull(), ...calendarColumns() },
  (t) => [
    uniqueIndex('closure_day_once').on(t.onDay).where(sql`lifted_at is null`),
    check('closure_day_lifted', sql`(${t.liftedAt} is null) = (${t.liftedBy} is null)`),
  ],
)

/** Days on which a worker has no talks, both included. Why, in a word that says nothing of her health. */
export const workerAbsence = pgTable(
  'worker_absence',
  {
    id: id(),
    actorId: uuid('actor_id')
      .notNull()
      .references(() => actor.id),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on').notNull(),
    reason: text('reason', { enum: ['leave', 'training', 'other'] }).notNull(),
    ...calendarColumns(),
  },
  (t) => [
    uniqueIndex('worker_absence_once').on(t.actorId, t.fromOn, t.untilOn).where(sql`lifted_at is null`),
    index('worker_absence_ahead').on(t.actorId, t.untilOn).where(sql`lifted_at is null`),
    check('worker_absence_dates', sql`${t.untilOn} >= ${t.fromOn}`),
    check('worker_absence_lifted', sql`(${t.liftedAt} is null) = (${t.liftedBy} is null)`),
  ],
)

/**
 * What a client answered by the link of a talk; the latest stands. It changes nothing by itself: the talk stays booked until a
 * person acts. `proposed`: begins of free times, none = he asks to be called.
 */
export const clientReply = pgTable(
  'client_reply',
  {
    id: id(),
    appointmentId: uuid('appointment_id')
      .notNull()
      .references(() => appointment.id),
    kind: text('kind', { enum: ['confirmed', 'cannot-come', 'proposes'] }).notNull(),
    cause: text('cause', {
      enum: ['ill', 'childcare', 'work', 'course', 'other-office', 'transport', 'other'],
    }),
    proposed: instant('proposed').array().notNull().default(sql`'{}'`),
    at: instant('at').notNull(),
    /** When he answered otherwise. */
    replacedAt: instant('replaced_at'),
  },
  (t) => [
    uniqueIndex('client_reply_live').on(t.appointmentId).where(sql`replaced_at is null`),
    check('client_reply_kind', sql`${t.kind} in ('confirmed', 'cannot-come', 'proposes')`),
    check(
      'client_reply_cause',
      sql`${t.cause} is null or (${t.kind} = 'cannot-come'
        and ${t.cause} in ('ill', 'childcare', 'work', 'course', 'other-office', 'transport', 'other'))`,
    ),
    check(
      'client_reply_proposed',
      sql`cardinality(${t.proposed}) <= case when ${t.kind} = 'proposes' then 3 else 0 end`,
    ),
  ],
)

/** Something a person has to do because no machine may. */
export const task = pgTable(
  'task',
  {
    id: id(),
    clientId: uuid('client_id').references(() => client.id),
    reason: text('reason').notNull(),
    refId: uuid('ref_id'),
    dueOn: day('due_on').notNull(),
    createdAt: instant('created_at').notNull(),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by').references(() => actor.id),
  },
  (t) => [
    uniqueIndex('task_once').on(t.reason, t.refId),
    index('task_open').on(t.clientId, t.dueOn).where(sql`done_at is null`),
  ],
)
