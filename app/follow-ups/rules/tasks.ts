/** Why a person has to do something. Each has its words in words.*.json under `task`. */
export const TASK_REASONS = [
  'call',
  'door-visit',
  'no-reaction',
  'cannot-come',
  'proposes-time',
  'print-letter',
  // Of messages before there was a next way: no longer given.
  'message-failed',
  'message-unknown',
  'no-free-slot',
  'talk-stays',
  'office-closed',
  'worker-away',
  'outside-hours',
  // Nobody has agreed yet to translate in a talk of the next days.
  'interpreter-missing',
  // Nobody has spoken with the members of a group that is moved or called off.
  'group-moved',
  'group-off',
  // A talk the client expects fell away: what was due was reckoned anew, booking it was a mistake, or we called it off and have no other time.
  'talk-off',
  'plan-unsigned',
  'plan-countersign',
  // A client wrote back to a short message.
  'sms-reply',
] as const
export type TaskReason = (typeof TASK_REASONS)[number]

export const isTaskReason = (reason: string): reason is TaskReason =>
  TASK_REASONS.some((known) => known === reason)
