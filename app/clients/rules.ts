/** Everything that can stand in a client's stream. Each has its sentence in words.*.json under `timeline`. */
export const TIMELINE_KINDS = [
  'file-opened',
  'visited',
  'assessed',
  'plan-offered',
  'plan-signed',
  'appointment-booked',
  'appointment-moved',
  'attended',
  'no-show',
  'reminder-sent',
  'reminder-failed',
  'placed',
  'placement-ended',
  'extension-applied',
  'extension-granted',
  'extension-refused',
] as const
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

export const STATIONS = [
  'list',
  'visit',
  'assessment',
  'plan',
  'follow-ups',
  'work',
  'kept',
  'extension',
] as const
export type Station = (typeof STATIONS)[number]

export interface Milestones {
  listed: boolean
  visited: boolean
  assessed: boolean
  planSigned: boolean
  followUps: number
  inWork: boolean
  keptSixMonths: boolean
  extended: boolean
}

/** The client's way: which stations are behind and which one is next. Work may come before any follow-up. */
export function wayOf(facts: Milestones): { station: Station; reached: boolean; count?: number }[] {
  return [
    { station: 'list', reached: facts.listed },
    { station: 'visit', reached: facts.visited },
    { station: 'assessment', reached: facts.assessed },
    { station: 'plan', reached: facts.planSigned },
    { station: 'follow-ups', reached: facts.followUps > 0, count: facts.followUps },
    { station: 'work', reached: facts.inWork },
    { station: 'kept', reached: facts.keptSixMonths },
    { station: 'extension', reached: facts.extended },
  ]
}
