import { withValues } from '../kit/form/form-field.ts'
import type { Refusal } from '../kit/form/save-form.server.ts'
import { formatTime } from '../kit/format.ts'
import type { SignInAnswer } from './sign-in.server.ts'

/** What a form says when the password it asks for once more was wrong, or asked for too often; undefined when it was right. */
export function refusalOfConfirmation(answer: SignInAnswer, field: string): Refusal | undefined {
  switch (answer.outcome) {
    case 'locked':
      return { formErrors: [withValues('access:locked.help', { time: formatTime(answer.until.toString()) })] }
    case 'wrong':
      return { fieldErrors: { [field]: ['access:password.wrong'] } }
    default:
      return undefined
  }
}
