import { refusalOf as refusedFile } from '../files/refusals.ts'
import type { Refusal } from '../kit/form/save-form.server.ts'
import type { SheetError } from './commands/sheet.server.ts'

/** What the form for a signed sheet says to a refusal: at the file, at the day, or above the form. */
export function refusedSheet(error: Exclude<SheetError, 'not-found'>): Refusal {
  switch (error) {
    case 'missing':
    case 'too-large':
    case 'wrong-type':
    case 'infected':
    case 'not-scannable':
    case 'not-stored':
    case 'already-saved':
      return refusedFile(error)
    case 'ahead':
      return { fieldErrors: { signedOn: ['work-plans:error.ahead'] } }
    case 'outdated':
      return { formErrors: ['work-plans:error.outdatedSigning'] }
    default:
      return { formErrors: [`work-plans:error.${error}`] }
  }
}
