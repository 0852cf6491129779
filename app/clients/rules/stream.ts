/** The stream of a client: which lines belong together, and which line tells of an act that can be taken back. */
import { type ActKind, RIGHT_OF } from '../../undo/rules.ts'
import type { TimelineKind } from '../rules.ts'

export const STREAM_GROUPS = ['contact', 'talks', 'work', 'stay', 'partners', 'messages', 'consent'] as const
export type StreamGroup = (typeof STREAM_GROUPS)[number]

/** `act`: a line about an act; it stands where that act stands. */
const GROUP_OF: Record<TimelineKind, StreamGroup | 'act'> = {
  'file-opened': 'contact',
  asked: 'contact',
  sent: 'contact',
  merged: 'contact',
  unmerged: 'contact',
  'handed-over': 'contact',
  lent: 'contact',
  'came-back': 'contact',
  restricted: 'contact',
  'restriction-lifted': 'contact',
  visited: 'contact',
  deceased: 'contact',
  'contact-recorded': 'contact',
  'household-joined': 'contact',
  'household-left': 'contact',
  moved: 'contact',
  counselled: 'contact',
  'document-kept': 'contact',
  assessed: 'talks',
  'plan-offered': 'talks',
  'plan-signed': 'talks',
  'plan-withdrawn': 'talks',
  'plan-ended': 'talks',
  'plan-resumed': 'talks',
  'plan-link-sent': 'messages',
  'step-done': 'talks',
  'step-dropped': 'talks',
  'step-open': 'talks',
  'appointment-booked': 'talks',
  'appointment-moved': 'talks',
  attended: 'talks',
  late: 'talks',
  'talk-not-held': 'talks',
  excused: 'talks',
  'no-show': 'talks',
  'appointment-cancelled': 'talks',
  'outcome-open-again': 'talks',
  'interpreter-agreed': 'talks',
  'interpreter-lifted': 'talks',
  'hold-set': 'talks',
  'hold-ended': 'talks',
  'client-confirmed': 'messages',
  'client-cannot-come': 'messages',
  'client-proposes': 'messages',
  'reminder-sent': 'messages',
  'reminder-failed': 'messages',
  'messages-stopped': 'messages',
  'messages-resumed': 'messages',
  'client-wrote': 'messages',
  placed: 'work',
  'placement-ended': 'work',
  'placement-voided': 'work',
  'work-facts-recorded': 'stay',
  'extension-applied': 'stay',
  'extension-granted': 'stay',
  'extension-unlimited': 'stay',
  'extension-refused': 'stay',
  'notice-given': 'consent',
  'consent-given': 'consent',
  'consent-refused': 'consent',
  'consent-withdrawn': 'consent',
  referred: 'partners',
  'referral-accepted': 'partners',
  'referral-declined': 'partners',
  'referral-ended': 'partners',
  'partner-note': 'partners',
  'taken-back': 'act',
  'moved-away': 'act',
  'stands-again': 'act',
}

const GROUP_OF_ACT: Record<ActKind, StreamGroup> = {
  visit: 'contact',
  counselling: 'contact',
  document: 'contact',
  hold: 'talks',
  note: 'contact',
  contact: 'contact',
  request: 'contact',
  earning: 'contact',
  shared: 'contact',
  assessment: 'talks',
  plan: 'talks',
  appointment: 'talks',
  talk: 'talks',
  placement: 'work',
  title: 'stay',
  facts: 'stay',
  extension: 'stay',
  notice: 'consent',
  consent: 'consent',
  referral: 'partners',
}

const isKind = (word: string): word is TimelineKind => word in GROUP_OF
const isAct = (word: string): word is ActKind => word in GROUP_OF_ACT

const keysIn = <Key extends string>(
  groups: Readonly<Record<string, string>>,
  group: StreamGroup,
  is: (word: string) => word is Key,
): Key[] => Object.keys(groups).filter((key): key is Key => groups[key] === group && is(key))

/** Which lines a group shows: of these kinds, and notices about these acts. */
export const linesOf = (group: StreamGroup): { kinds: TimelineKind[]; acts: ActKind[] } => ({
  kinds: keysIn(GROUP_OF, group, isKind),
  acts: keysIn(GROUP_OF_ACT, group, isAct),
})

/** How many lines each group has. `act`: of a notice the act it is about. */
export function countGroups(
  counted: readonly { kind: TimelineKind; act: string | null; lines: number }[],
): Record<StreamGroup, number> {
  const counts = { contact: 0, talks: 0, work: 0, stay: 0, partners: 0, messages: 0, consent: 0 }
  for (const { kind, act, lines } of counted) {
    const group = GROUP_OF[kind]
    if (group !== 'act') counts[group] += lines
    else if (act && isAct(act)) counts[GROUP_OF_ACT[act]] += lines
  }
  return counts
}

/** What of the stream is asked for: the words of an address, none of them a person's. */
export interface StreamQuery {
  /** Null: everything. */
  group: StreamGroup | null
  /** What was taken back is left out. */
  hides: boolean
  /** Number of the line after which the page begins; null: from the newest. */
  before: string | null
}

export const NEWEST: StreamQuery = { group: null, hides: false, before: null }

/** What an address asks for; whatever it says otherwise is left out. */
export function readStream(asked: URLSearchParams): StreamQuery {
  const before = asked.get('before')
  return {
    group: STREAM_GROUPS.find((group) => group === asked.get('show')) ?? null,
    hides: asked.get('hide') === 'taken-back',
    before: before !== null && /^[1-9]\d{0,14}$/.test(before) ? before : null,
  }
}

/** The address that asks for it, behind the client's own. */
export function streamAddress({ group, hides, before }: StreamQuery): string {
  const asked = new URLSearchParams({
    ...(group ? { show: group } : {}),
    ...(hides ? { hide: 'taken-back' } : {}),
    ...(before ? { before } : {}),
  })
  return asked.size > 0 ? `?${asked}#stream` : '#stream'
}

/** The act a line tells of, where it can be taken back from that line. */
const ACT_OF: Partial<Record<TimelineKind, ActKind>> = {
  visited: 'visit',
  deceased: 'visit',
  asked: 'request',
  sent: 'request',
  'contact-recorded': 'contact',
  'work-facts-recorded': 'facts',
  'notice-given': 'notice',
  counselled: 'counselling',
  'document-kept': 'document',
  assessed: 'assessment',
  'plan-offered': 'plan',
  'plan-signed': 'plan',
  'appointment-booked': 'appointment',
  'appointment-moved': 'appointment',
  'outcome-open-again': 'appointment',
  'hold-set': 'hold',
  'hold-ended': 'hold',
  attended: 'talk',
  late: 'talk',
  'talk-not-held': 'talk',
  excused: 'talk',
  'no-show': 'talk',
  placed: 'placement',
  'extension-applied': 'extension',
  'extension-granted': 'extension',
  'extension-unlimited': 'extension',
  'extension-refused': 'extension',
  'consent-given': 'consent',
  'consent-refused': 'consent',
  referred: 'referral',
}

interface Line {
  kind: TimelineKind
  refId: string | null
  words: Record<string, string | number>
  /** The act it tells of was taken back or moved away. */
  struck: boolean
  /** A notice that is the last word about its act. */
  last: boolean
}

/** Where a line leads: to take its act back, or, from the notice that it was, to declare it valid again. */
export function undoOf(
  { kind, refId, words, struck, last }: Line,
  may: (right: (typeof RIGHT_OF)[ActKind]) => boolean,
): { does: 'take-back' | 'restore'; path: string } | undefined {
  const word = String(words.act ?? '')
  const restored = kind === 'taken-back' && last && isAct(word) ? word : undefined
  const act = restored ?? (struck ? undefined : ACT_OF[kind])
  if (!act || !refId || !may(RIGHT_OF[act])) return undefined
  return { does: restored ? 'restore' : 'take-back', path: `undo/${act}/${refId}` }
}
