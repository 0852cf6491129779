import { type SQL, sql } from 'drizzle-orm'

/** Something a person has to do for a client. */
export interface OpenTask {
  taskId: string
  /** A word of rules/tasks.ts; one this version does not know was written by a newer one. */
  reason: string
  /** ISO date. */
  dueOn: string
}

/** A part of the client's page: what people have to do, the longest due first. */
export const openTasksValue = (clientId: string): SQL => sql`coalesce((
  select jsonb_agg(jsonb_build_object('taskId', id, 'reason', reason, 'dueOn', due_on) order by due_on, created_at)
  from task where client_id = ${clientId}::uuid and done_at is null), '[]')`
