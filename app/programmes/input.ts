import { z } from 'zod'

/** Days are ISO dates, both included; with an id a known programme is changed, else one is begun. */
export const programmeInput = z.object({
  programme: z.uuid().optional(),
  name: z.string().trim().min(3).max(80),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().optional(),
})

/** The programme to change, as the address of the page says it; null: none. */
export const changeAskedIn = (query: URLSearchParams): string | null =>
  z.uuid().safeParse(query.get('change')).data ?? null
