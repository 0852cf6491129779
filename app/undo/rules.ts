/** What can be taken back: every kind of act the city's schema knows, what follows from it, and whether it can be moved. */
import type * as schema from '../../db/city/schema/index.ts'
import type { CityAction } from '../access/rules.ts'

type Tables = typeof schema
/** Every table whose rows are acts: they have `actColumns`. */
export type ActTable = {
  [Name in keyof Tables]: Tables[Name] extends { _: unknown; voidReason: unknown } ? Name : never
}[keyof Tables]

/**
 * The kinds of act that lie in each table. A new table of acts does not compile until it stands here. An appointment is
 * two acts: that it was agreed, and what became of it.
 */
export const ACTS = {
  visit: ['visit'],
  counselling: ['counselling'],
  assessment: ['assessment'],
  workPlan: ['plan'],
  appointment: ['appointment', 'talk'],
  placement: ['placement'],
  residenceTitle: ['title'],
  permitExtension: ['extension'],
  consent: ['consent'],
  referral: ['referral'],
  note: ['note'],
  contactRecord: ['contact'],
  workFacts: ['facts'],
  privacyNotice: ['notice'],
  helpRequest: ['request'],
  earning: ['earning'],
  householdContact: ['shared'],
  document: ['document'],
  followUpHold: ['hold'],
  // Lists, merges and rounds are taken back or closed on pages of their own; a letter goes with its round.
  listImport: [],
  outreachRound: [],
  outreachLetter: [],
  personMerge: [],
  notDuplicate: [],
  // A file and a time in a programme are closed, an absence and a hand-over end: each on its own page.
  client: [],
  participation: [],
  deputy: [],
  handOver: [],
} as const satisfies Record<ActTable, readonly string[]>
export type ActKind = (typeof ACTS)[ActTable][number]

/** Who may record it may take it back. */
export const RIGHT_OF: Record<ActKind, CityAction> = {
  visit: 'record-visit',
  counselling: 'record-talk',
  assessment: 'record-talk',
  plan: 'record-talk',
  appointment: 'record-talk',
  talk: 'record-talk',
  placement: 'record-placement',
  title: 'record-talk',
  extension: 'record-talk',
  consent: 'record-consent',
  referral: 'refer',
  note: 'write-note',
  contact: 'record-talk',
  facts: 'record-talk',
  notice: 'record-talk',
  request: 'take-in',
  earning: 'record-talk',
  shared: 'record-talk',
  document: 'record-talk',
  hold: 'record-talk',
}

/** What can be somebody else's as it is. Not what a person signed, nor what hangs on her papers or her consent. */
export const MOVABLE = [
  'visit',
  'counselling',
  'assessment',
  'talk',
  'placement',
  'title',
  'note',
  'contact',
  'facts',
  'request',
  'document',
] as const
export type MovableKind = (typeof MOVABLE)[number]
export const isMovable = (kind: ActKind): kind is MovableKind => MOVABLE.some((one) => one === kind)

/** No reason to meet by itself, but what the window of the next talk depends on. */
export const movesWindow = (kind: ActKind): boolean =>
  kind === 'placement' || kind === 'title' || kind === 'extension' || kind === 'hold'

const KINDS: readonly ActKind[] = Object.values(ACTS).flat()

/** The word of an address; undefined for one that names no kind. */
export const kindOf = (word: string | undefined): ActKind | undefined => KINDS.find((kind) => kind === word)

/** What stands on an act and must be taken back before it. Each has its sentence. */
export const HINDRANCES = [
  'plan-rests-on-it',
  'talk-after-plan',
  'later-talk',
  'has-outcome',
  'was-moved',
  'extension-of-title',
  'later-extension',
  'referral-rests-on-it',
  'signature-rests-on-it',
] as const

export interface Hindrance {
  because: (typeof HINDRANCES)[number]
  /** ISO date of what hinders. */
  on: string
  /** Where that can be taken back. */
  act: { kind: ActKind; id: string } | null
}

/** Where an act stands: valid, taken back, or moved to the person it belongs to. */
export type Standing = 'stands' | 'taken-back' | 'moved'

export type UndoError = 'hindered'
export type RestoreError = 'moved' | 'contradicts'
export type MoveError =
  | UndoError
  | 'not-movable'
  | 'not-standing'
  | 'same-person'
  | 'no-such-file'
  | 'not-taking-part'
  | 'has-own-talk'
  | 'has-same'

/** What follows from taking an act back, each with its sentence; the values fill it. */
export interface Consequence {
  says: (typeof CONSEQUENCES)[number]
  /** ISO dates. */
  on?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** ISO instant. */
  when?: string | undefined
  count?: number | undefined
  name?: string | undefined
}
export const CONSEQUENCES = [
  'visit-uncounted',
  'mark-lifted',
  'file-open-again',
  'hours-uncounted',
  'assessment-uncounted',
  'plan-void',
  'talk-uncounted',
  'outcome-open-again',
  'appointment-gone',
  'window-back',
  'window-stays',
  'no-window',
  'next-talk-gone',
  'messages-stopped',
  'placement-uncounted',
  'title-gone',
  'extension-uncounted',
  'new-title-gone',
  'consent-gone',
  'referral-gone',
  'note-gone',
  'contact-before',
  'contact-none',
  'facts-gone',
  'notice-gone',
  'request-gone',
  'said-before',
  'document-gone',
  'hold-gone',
] as const
