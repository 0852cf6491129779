import { data, redirect } from '@remix-run/node'
import type { z } from 'zod'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { Result } from '../kit/result.ts'
import { type Refused, refusalOf } from './refusals.ts'

/** Parses a form, runs its command and goes on to `next`; what cannot be kept comes back with what was typed. */
export async function save<Schema extends z.ZodType>(
  form: FormData,
  schema: Schema,
  next: string,
  run: (input: z.output<Schema>) => Promise<Result<unknown, Refused | 'not-found'>>,
) {
  const submission = parseForm(form, schema)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const done = await run(submission.value)
  if (done.ok) throw redirect(next, 303)
  if (done.error === 'not-found') throw notFound()
  return data(submission.reply(refusalOf(done.error)), 409)
}
