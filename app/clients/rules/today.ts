/** The lists of the home page. */

/** The worst first; so their addresses name them: `#overdue`, `?all=overdue`. */
export const BUCKETS = [
  'talks',
  'overdue',
  'missing',
  'noReaction',
  'closing',
  'tasks',
  'expiring',
  'referrals',
  'steps',
  'unsigned',
  'talkDue',
  'uninformed',
] as const
export type BucketKey = (typeof BUCKETS)[number]

/** Which list an address asks for in full; whatever it says otherwise is left out. */
export const askedInFull = (asked: URLSearchParams): BucketKey | undefined =>
  BUCKETS.find((key) => key === asked.get('all'))
