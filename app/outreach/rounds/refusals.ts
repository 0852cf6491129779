import type { Refusal } from '../../kit/form/save-form.server.ts'
import type { WordKey } from '../../kit/words.ts'
import type { PlanError } from './commands.server.ts'

const WORDS: Record<PlanError, WordKey> = {
  'no-programme': 'outreach:error.no-programme',
  nobody: 'outreach:error.nobody',
  'unknown-walker': 'outreach:error.unknown-walker',
}

export const refusalOf = (error: PlanError): Refusal => ({ formErrors: [WORDS[error]] })
