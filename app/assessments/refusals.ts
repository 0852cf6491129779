import type { Refusal } from '../kit/form/save-form.server.ts'
import type { FinishError } from './commands/draft.server.ts'

/** What closing a talk says to a refusal, and at which field. */
export function refusalOf(error: Exclude<FinishError, 'not-found'>): Refusal {
  const said = [`assessments:error.${error}`]
  switch (error) {
    case 'in-future':
      return { fieldErrors: { occurredOn: said } }
    case 'unknown-worker':
      return { fieldErrors: { conductedBy: said } }
    case 'nothing-said':
      return { formErrors: said }
  }
}
