import { z } from 'zod'
import { MOST_VISITS } from './rules.ts'

/** 200 visits with the longest notes, in letters of four bytes. */
export const MOST_BYTES = 600_000

const message = z.object({ takenBy: z.uuid(), visits: z.array(z.unknown()).max(MOST_VISITS) })

export type Message = z.output<typeof message>

/** What a phone sent, visit by visit still unread; undefined when it is no such message, or a longer one. */
export function readMessage(text: string): Message | undefined {
  if (text.length > MOST_BYTES) return undefined
  try {
    return message.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
