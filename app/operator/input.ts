import { z } from 'zod'

export const failedJobInput = z.object({ id: z.uuid(), intent: z.enum(['retry', 'discard']) })

const told = z.enum(['asked', 'discarded', 'gone'])
export type Told = z.infer<typeof told>

/** What became of the last button, as the address says it. */
export function toldOf(url: string): Told | null {
  const said = told.safeParse(new URL(url).searchParams.get('job'))
  return said.success ? said.data : null
}
