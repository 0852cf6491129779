import { z } from 'zod'
import { tidyName } from './rules.ts'

/** How an employer is named, wherever one is typed. */
export const employerName = z.string().max(200).transform(tidyName).pipe(z.string().min(1))
export const employerTown = z.string().max(100).transform(tidyName).default('')

export const employerInput = z.object({ name: employerName, town: employerTown })
export type EmployerInput = z.output<typeof employerInput>
