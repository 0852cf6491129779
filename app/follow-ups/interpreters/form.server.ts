import { data } from '@remix-run/node'
import type { Run } from '../../../db/act.ts'
import { parseForm } from '../../kit/form/zod-form.ts'
import { notFound } from '../../kit/http.server.ts'
import { askedInput, askInput, INTERPRETING_ACTS } from '../input.ts'
import { refusedInterpreter } from '../refusals.ts'
import { type ArrangeError, agreeInterpreter, askInterpreter, liftInterpreter } from './asking.server.ts'

type Done = Awaited<ReturnType<typeof askInterpreter>>

export const isInterpretingAct = (intent: unknown): boolean =>
  INTERPRETING_ACTS.some((known) => known === intent)

/** One of the acts about who translates in a talk, as its form sends it; `run` is the act. Null: it was done. */
export async function arrangeInterpreter(
  run: Run,
  of: { clientId: string; appointmentId: string },
  form: FormData,
) {
  if (form.get('intent') === 'ask') {
    const submission = parseForm(form, askInput)
    if (submission.status !== 'success')
      return data({ form: 'ask' as const, result: submission.reply() }, 400)
    const { interpreter: interpreterId, mode } = submission.value
    const done = await run((city) => askInterpreter(city, { ...of, interpreterId, mode }))
    const refused = refusalOf(done)
    return refused && data({ form: 'ask' as const, result: submission.reply(refused) }, 409)
  }
  const submission = parseForm(form, askedInput)
  if (submission.status !== 'success') throw notFound()
  const asked = { ...of, ...submission.value }
  const agrees = form.get('intent') === 'agree'
  const done = await run((city) => (agrees ? agreeInterpreter(city, asked) : liftInterpreter(city, asked)))
  const refused = refusalOf(done)
  return refused && data({ form: 'ask' as const, result: submission.reply(refused) }, 409)
}

function refusalOf(done: Done) {
  if (done.ok) return null
  if (isNoTalk(done.error)) throw notFound()
  return refusedInterpreter(done.error)
}

const isNoTalk = (error: ArrangeError): error is 'no-appointment' => error === 'no-appointment'
