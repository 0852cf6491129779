import { and, count, eq, notInArray, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { counselling } from '../../db/city/schema/counselling.ts'
import { appointment, followUpSchedule } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { visit } from '../../db/city/schema/outreach.ts'
import { consent, referral } from '../../db/city/schema/partners.ts'
import { permitExtension, residenceTitle } from '../../db/city/schema/permits.ts'
import { workPlanVersion } from '../../db/city/schema/work-plans.ts'
import type { StaffDb } from '../../db/handles.ts'
import { liveWindowOf, nextAppointmentOf, windowWithout } from '../follow-ups/queries.server.ts'
import { holdsTalk } from '../follow-ups/rules/slots.ts'
import type { ActAddress } from './acts.server.ts'
import type { ActKind, Consequence } from './rules.ts'

type Tells = (city: CityWork, at: ActAddress) => Promise<Consequence[]>

const TELLS: Record<ActKind, Tells> = {
  async visit({ db }, { actId }) {
    const [knock] = await db.select({ outcome: visit.outcome }).from(visit).where(eq(visit.id, actId))
    return [
      { says: 'visit-uncounted' },
      ...(knock?.outcome === 'declined' ? [{ says: 'mark-lifted' } as const] : []),
      ...(knock?.outcome === 'deceased' ? [{ says: 'file-open-again' } as const] : []),
    ]
  },
  async contact({ db }, { actId }) {
    const [before] = await db.execute<{ on: string }>(sql`
      select other.occurred_on as "on" from contact_record act join contact_record other on other.person_id = act.person_id
        and other.voided_at is null and other.id <> act.id
      where act.id = ${actId}::uuid order by other.recorded_at desc, other.id desc limit 1`)
    return [before ? { says: 'contact-before', on: before.on } : { says: 'contact-none' }]
  },
  facts: async () => [{ says: 'facts-gone' }],
  notice: async () => [{ says: 'notice-gone' }],
  request: async () => [{ says: 'request-gone' }],
  earning: async () => [{ says: 'said-before' }],
  shared: async () => [{ says: 'said-before' }],
  note: async () => [{ says: 'note-gone' }],
  document: async () => [{ says: 'document-gone' }],
  assessment: async () => [{ says: 'assessment-uncounted' }],
  placement: async (city, at) => [{ says: 'placement-uncounted' }, ...(await windowMoved(city, at))],
  title: async (city, at) => [{ says: 'title-gone' }, ...(await windowMoved(city, at))],
  hold: async (city, at) => [{ says: 'hold-gone' }, ...(await windowMoved(city, at))],
  async counselling({ db }, { actId }) {
    const rows = await db
      .select({ count: counselling.minutes })
      .from(counselling)
      .where(eq(counselling.id, actId))
    return rows.map((row) => ({ says: 'hours-uncounted', ...row }))
  },
  async plan(city, at) {
    const [versions] = await city.db
      .select({ count: count() })
      .from(workPlanVersion)
      .where(eq(workPlanVersion.planId, at.actId))
    return [{ says: 'plan-void', count: versions?.count ?? 0 }, ...(await windowTold(city, at))]
  },
  async talk(city, at) {
    const talk = await talkOf(city.db, at.actId)
    if (!talk) return []
    return [
      { says: 'talk-uncounted', when: talk.startsAt },
      { says: 'outcome-open-again', when: talk.startsAt },
      // A group moved no window.
      ...(talk.inGroup ? [] : await windowTold(city, at)),
    ]
  },
  async appointment({ db }, { clientId, actId }) {
    const talk = await talkOf(db, actId)
    const [window] = await db
      .select({ from: followUpSchedule.windowFrom, to: followUpSchedule.windowTo })
      .from(followUpSchedule)
      .where(and(eq(followUpSchedule.clientId, clientId), eq(followUpSchedule.state, 'live')))
    return [
      ...(talk ? [{ says: 'appointment-gone', when: talk.startsAt } as const] : []),
      ...(await messagesTold(db, actId)),
      ...(window && !talk?.inGroup ? [{ says: 'window-stays', ...window } as const] : []),
    ]
  },
  async extension(city, at) {
    const rows = await city.db
      .select({ name: residenceTitle.wording })
      .from(permitExtension)
      .innerJoin(residenceTitle, eq(residenceTitle.id, permitExtension.newTitleId))
      .where(eq(permitExtension.id, at.actId))
    return [
      { says: 'extension-uncounted' },
      ...rows.map((row) => ({ says: 'new-title-gone', ...row }) as const),
      ...(await windowMoved(city, at)),
    ]
  },
  async consent({ db }, { actId }) {
    const rows = await db
      .select({ name: consent.organisationName })
      .from(consent)
      .where(eq(consent.formId, actId))
      .limit(1)
    return rows.map((row) => ({ says: 'consent-gone', ...row }))
  },
  async referral({ db }, { actId }) {
    const rows = await db
      .select({ name: referral.organisationName })
      .from(referral)
      .where(eq(referral.id, actId))
    return rows.map((row) => ({ says: 'referral-gone', ...row }))
  },
}

/** What will happen when the act is taken back, in the order in which a person wants to know. */
export const consequencesOf = (city: CityWork, at: ActAddress): Promise<Consequence[]> =>
  TELLS[at.kind](city, at)

async function talkOf(db: StaffDb, id: string): Promise<{ startsAt: string; inGroup: boolean } | undefined> {
  const [found] = await db
    .select({ startsAt: appointment.startsAt, groupId: appointment.groupId })
    .from(appointment)
    .where(eq(appointment.id, id))
  return found && { startsAt: found.startsAt.toString(), inGroup: found.groupId !== null }
}

/** Which window is due then, and what falls away with the one that was. */
async function windowTold({ db, now }: CityWork, at: ActAddress): Promise<Consequence[]> {
  const window = await windowWithout(db, at.clientId, at.actId)
  const next = await nextAppointmentOf(db, at.clientId)
  const ahead = next && next.startsAt > now.toString() ? next : undefined
  return [
    window
      ? { says: 'window-back', from: window.from.toString(), to: window.to.toString() }
      : { says: 'no-window' },
    ...(ahead ? [{ says: 'next-talk-gone', when: ahead.startsAt } as const] : []),
    ...(ahead ? await messagesTold(db, ahead.appointmentId) : []),
  ]
}

/** The same for what is no reason to meet by itself, but moves the window: told only where it does. */
async function windowMoved({ db, now }: CityWork, at: ActAddress): Promise<Consequence[]> {
  const window = await windowWithout(db, at.clientId, at.actId)
  const live = await liveWindowOf(db, at.clientId)
  if (!window || !live || (window.from.equals(live.from) && window.to.equals(live.to))) return []
  const next = await nextAppointmentOf(db, at.clientId)
  const gone = next && next.startsAt > now.toString() && !holdsTalk(window, next.startsAt) ? next : undefined
  return [
    { says: 'window-back', from: window.from.toString(), to: window.to.toString() },
    ...(gone ? [{ says: 'next-talk-gone', when: gone.startsAt } as const] : []),
    ...(gone ? await messagesTold(db, gone.appointmentId) : []),
  ]
}

async function messagesTold(db: StaffDb, appointmentId: string): Promise<Consequence[]> {
  const waiting = await db.$count(
    message,
    and(
      eq(message.appointmentId, appointmentId),
      eq(message.state, 'due'),
      notInArray(message.channel, ['call', 'visit']),
    ),
  )
  return waiting > 0 ? [{ says: 'messages-stopped', count: waiting }] : []
}
