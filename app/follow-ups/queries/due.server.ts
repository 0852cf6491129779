import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { StaffDb } from '../../../db/handles.ts'
import { settingsOf } from '../../settings/queries.server.ts'
import type { CityRules, DueFacts, NextAfter } from '../rules/facts.ts'
import { type DueWindow, dueWindow } from '../rules/windows.ts'
import { openIn } from '../rules/working-days.ts'

/** What makes the next talk due, and how often both agreed to meet. */
export interface DueAfter {
  after: NextAfter
  /** ISO date. */
  on: string
  rhythmWeeks: number | null
}

interface FactRow extends Record<string, unknown> {
  permit: { until: string; knownOn: string } | null
  job: { since: string; until: string | null } | null
  holds: { from: string; to: string; setOn: string }[]
}

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)

/** The window that is due for a client after a happening, by the rules of this city. `without`: as if this act were taken back. */
export async function dueAfter(
  db: StaffDb,
  clientId: string,
  { after, on, rhythmWeeks }: DueAfter,
  without: string | null = null,
): Promise<DueWindow> {
  const facts: DueFacts = {
    last: { after, on: day(on) },
    rhythmWeeks,
    ...(await factsOf(db, clientId, { on, without })),
  }
  return dueWindow(facts, await cityRules(db, on))
}

/** The paper seen last, as long as nobody waits for its extension; the newest job; holds that touch a day since `on`. */
async function factsOf(
  db: StaffDb,
  clientId: string,
  { on, without }: { on: string; without: string | null },
): Promise<Pick<DueFacts, 'permit' | 'job' | 'holds'>> {
  const other = sql`id is distinct from ${without}::uuid`
  const [row] = await db.execute<FactRow>(sql`
    select (select jsonb_build_object('until', valid_until, 'knownOn', title.occurred_on)
        from (select id, valid_until, occurred_on from residence_title
          where person_id = (select person_id from client where client.id = ${clientId}::uuid) and voided_at is null and ${other}
            and not exists (select from permit_extension granted
              where granted.id = ${without}::uuid and granted.new_title_id = residence_title.id)
          order by occurred_on desc, recorded_at desc limit 1) title
        where valid_until is not null and not exists (select from permit_extension
          where title_id = title.id and outcome is null and voided_at is null and ${other})) as permit,
      (select jsonb_build_object('since', occurred_on, 'until', ended_on) from placement
        where client_id = ${clientId}::uuid and voided_at is null and ${other}
        order by occurred_on desc, recorded_at desc limit 1) as job,
      coalesce((select jsonb_agg(jsonb_build_object('from', from_on, 'to', coalesce(ended_on, until_on),
          'setOn', (recorded_at at time zone 'Europe/Berlin')::date)) from follow_up_hold
        where client_id = ${clientId}::uuid and voided_at is null and ${other}
          and coalesce(ended_on, until_on) >= ${on}::date), '[]') as holds`)
  if (!row) throw new Error('A statement without rows answered none')
  const { permit, job, holds } = row
  return {
    permit: permit && { until: day(permit.until), knownOn: day(permit.knownOn) },
    job: job && { since: day(job.since), until: job.until === null ? null : day(job.until) },
    holds: holds.map(({ from, to, setOn }) => ({ from: day(from), to: day(to), setOn: day(setOn) })),
  }
}

/** The city's figures, and its closed days from `on`. */
async function cityRules(db: StaffDb, on: string): Promise<CityRules> {
  const closed = await db.execute<{ day: string }>(sql`
    select on_day as day from closure_day where lifted_at is null and on_day >= ${on}::date`)
  return {
    figures: await settingsOf(db),
    isOpen: openIn(new Set(closed.map((row) => row.day))),
  }
}
