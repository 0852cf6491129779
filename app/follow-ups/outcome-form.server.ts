import { data } from '@remix-run/node'
import type { Run } from '../../db/act.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import { recordOutcome } from './commands.server.ts'
import { outcomeInput } from './input.ts'
import { appointmentPage } from './queries.server.ts'
import { refusedOutcome } from './refusals.server.ts'

/** What became of a talk, as its form says it; `run` is the act. Written down, it answers what follows. */
export async function takeOutcome(
  run: Run,
  { clientId, appointmentId }: { clientId: string; appointmentId: string },
  form: FormData,
) {
  const submission = parseForm(form, outcomeInput)
  const refused = (status: number, refusal?: ReturnType<typeof refusedOutcome>) => ({
    refused: data({ form: 'outcome' as const, result: submission.reply(refusal) }, status),
    written: null,
  })
  if (submission.status !== 'success') return refused(400)
  const outcome = { ...submission.value, appointmentId }
  const done = await run(async (city) =>
    (await appointmentPage(city, { clientId, appointmentId })) ? recordOutcome(city, outcome) : null,
  )
  if (!done) throw notFound()
  if (done.ok) return { refused: null, written: done.value }
  if (done.error === 'no-appointment') throw notFound()
  return refused(409, refusedOutcome(done.error))
}
