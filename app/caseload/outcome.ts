import { z } from 'zod'

const count = z.coerce.number().int().min(0).max(500).catch(0)

/** What came of the form sent last: kinds and counts only, so that it may stand in the page's address. */
const outcome = z.object({
  what: z.enum(['deputy', 'deputy-ended', 'returned', 'handed-over']),
  files: count,
  stayed: count,
  left: count,
})
export type Outcome = z.output<typeof outcome>

export const outcomeIn = (search: URLSearchParams): Outcome | null =>
  outcome.safeParse(Object.fromEntries(search)).data ?? null

/** The page's address with an outcome and whose cases it shows. */
export function outcomeAddress(
  page: string,
  told: Partial<Outcome> & Pick<Outcome, 'what'>,
  of?: string,
): string {
  const entries = Object.entries({ ...told, ...(of ? { of } : {}) })
  return `${page}?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`
}
