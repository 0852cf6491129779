/** Why a plan ended. `merged` is said by a merge alone. */
export const END_REASONS = ['reached', 'wish', 'gave-up', 'moved-away', 'other'] as const
export type EndReason = (typeof END_REASONS)[number]
