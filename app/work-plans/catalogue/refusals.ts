import type { Refusal } from '../../kit/form/save-form.server.ts'
import type { CatalogueError } from './rules.ts'

/** What the form for a step says to a refusal: at its words, or above the form. */
export function refusalOf(error: Exclude<CatalogueError, 'not-found'>): Refusal {
  return error === 'said-already'
    ? { fieldErrors: { what: ['work-plans:catalogue.error.said-already'] } }
    : { formErrors: ['work-plans:catalogue.error.outdated'] }
}
