import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../columns.ts'
import { actor } from './actor.ts'
import { interpreter } from './diary.ts'
import { appointment } from './follow-ups.ts'

/**
 * Who translates in a talk, and how: one row stands for each talk. Without `agreedAt` she was asked and has not said yes;
 * lifted when somebody else is asked, or nobody is needed.
 */
export const appointmentInterpreter = pgTable(
  'appointment_interpreter',
  {
    id: id(),
    appointmentId: uuid('appointment_id')
      .notNull()
      .references(() => appointment.id),
    interpreterId: uuid('interpreter_id')
      .notNull()
      .references(() => interpreter.id),
    mode: text('mode', { enum: ['in-person', 'phone', 'video'] }).notNull(),
    agreedAt: instant('agreed_at'),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => actor.id),
    liftedAt: instant('lifted_at'),
    liftedBy: uuid('lifted_by').references(() => actor.id),
  },
  (t) => [
    uniqueIndex('appointment_interpreter_one').on(t.appointmentId).where(sql`lifted_at is null`),
    index('appointment_interpreter_who').on(t.interpreterId).where(sql`lifted_at is null`),
    check('appointment_interpreter_mode', sql`${t.mode} in ('in-person', 'phone', 'video')`),
    check('appointment_interpreter_lifted', sql`(${t.liftedAt} is null) = (${t.liftedBy} is null)`),
  ],
)
