import { Temporal } from 'temporal-polyfill'

/** When the next talk is due, an ISO date: so many calendar months after the last. */
export const nextTalkOn = (lastOn: string, months: number): string =>
  Temporal.PlainDate.from(lastOn).add({ months }).toString()
