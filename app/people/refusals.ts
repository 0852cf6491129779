import type { Refusal } from '../kit/form/save-form.server.ts'
import type { RequestError } from './commands.server.ts'
import type { MergeError } from './merge/merge.server.ts'

/** What the form of a request says to a refusal, for conform's `submission.reply`. */
export const requestRefusal = (error: RequestError): Refusal =>
  error === 'phone'
    ? { fieldErrors: { phone: ['people:error.phone'] } }
    : { formErrors: [`people:error.${error}`] }

export const mergeRefusal = (error: Exclude<MergeError, 'not-found'>): Refusal => ({
  formErrors: [`people:error.${error}`],
})
