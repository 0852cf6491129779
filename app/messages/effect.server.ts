import { sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import type { Rung } from './rules/ladder.ts'

/** One rung's effect on the talks it was taken for. A talk counts once for each rung that was taken. */
export interface RungEffect {
  rung: Rung
  /** Talks with an outcome for which something went out by this rung, or a person was given the task. */
  talks: number
  /** Of these, where it was delivered; null for what people do. */
  delivered: number | null
  attended: number
  noShow: number
}

const DAYS = 90

/**
 * What became of the talks of the last 90 days, by the ways their reminders took. Each talk is one step into an index of messages
 * (`offset 0`), where a plain join could be planned as a walk through those of all years.
 */
export async function rungEffects({ db, now }: CityWork): Promise<RungEffect[]> {
  const since = now.subtract({ hours: 24 * DAYS }).toString()
  const rows = await db.execute<RungEffect & Record<string, unknown>>(sql`
    select rung, count(*)::int as talks,
      case when rung in ('call', 'visit') then null else count(*) filter (where delivered)::int end as delivered,
      count(*) filter (where state in ('attended', 'late'))::int as attended,
      count(*) filter (where state = 'no-show')::int as "noShow"
    from (
      select message.channel as rung, appointment.state, bool_or(message.delivery in ('delivered', 'complained')) as delivered
      from appointment
      cross join lateral (select channel, delivery from message
        where message.appointment_id = appointment.id and state in ('sent', 'handed') offset 0) message
      where appointment.starts_at >= ${since} and appointment.starts_at < ${now.toString()}
        and appointment.state in ('attended', 'late', 'no-show') and appointment.voided_at is null
      group by message.channel, appointment.id, appointment.state
    ) taken
    group by rung
    order by array_position(array['email', 'sms', 'letter', 'call', 'visit'], rung)`)
  return [...rows]
}
