import { data, redirect } from '@remix-run/node'
import type { z } from 'zod'
import { notFound } from '../http.server.ts'
import type { Result } from '../result.ts'
import { parseForm } from './zod-form.ts'

/** What a form says to a refusal, for conform's `submission.reply`. */
export interface Refusal {
  formErrors?: string[]
  fieldErrors?: Record<string, string[]>
}

/**
 * A form that is one command: parses it, runs the command and goes on to `next`; what cannot be kept comes back with what
 * was typed. `refusalOf` is the room's table of sentences; 'not-found' is the same 404 as everywhere.
 */
export const savesWith =
  <Refused extends string>(refusalOf: (error: Refused) => Refusal) =>
  async <Schema extends z.ZodType>(
    form: FormData,
    schema: Schema,
    next: string,
    run: (input: z.output<Schema>) => Promise<Result<unknown, Refused | 'not-found'>>,
  ) => {
    const submission = parseForm(form, schema)
    if (submission.status !== 'success') return data(submission.reply(), 400)
    const done = await run(submission.value)
    if (done.ok) throw redirect(next, 303)
    if (isNotFound(done.error)) throw notFound()
    return data(submission.reply(refusalOf(done.error)), 409)
  }

const isNotFound = (error: string): error is 'not-found' => error === 'not-found'
