import { withValues } from '../../kit/form/form-field.ts'
import type { Refusal } from '../../kit/form/save-form.server.ts'
import type { Problem } from '../rules/templates.ts'
import type { SenderError } from './commands.server.ts'

const SENDER: Record<SenderError, Refusal> = {
  'foreign-domain': { fieldErrors: { domain: ['kit:error.choose'] } },
  'no-mobile': { fieldErrors: { smsFrom: ['messages:error.noMobile'] } },
}
export const senderRefusal = (error: SenderError): Refusal => SENDER[error]

/** What the form says to what is wrong with a text, each at its field. */
export function problemRefusal(problems: readonly Problem[]): Refusal {
  const at = (field: Problem['field']): string[] =>
    problems
      .filter((problem) => problem.field === field)
      .map(({ code, values }) =>
        values ? withValues(`messages:problem.${code}`, values) : `messages:problem.${code}`,
      )
  const fieldErrors = Object.fromEntries(
    (['subject', 'text'] as const)
      .map((field) => [field, at(field)] as const)
      .filter(([, all]) => all.length > 0),
  )
  return { fieldErrors }
}
