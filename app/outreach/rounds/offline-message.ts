import { z } from 'zod'
import { parsedJson } from '../../../infra/json.ts'
import { MOST_VISITS } from './rules.ts'

/** 200 visits with the longest notes, in letters of four bytes. */
export const MOST_BYTES = 600_000

const message = z.object({ takenBy: z.uuid(), visits: z.array(z.unknown()).max(MOST_VISITS) })

export type Message = z.output<typeof message>

/** What a phone sent, visit by visit still unread; undefined when it is no such message, or a longer one. */
export function readMessage(text: string): Message | undefined {
  if (text.length > MOST_BYTES) return undefined
  return message.safeParse(parsedJson(text)).data
}
