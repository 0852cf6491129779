import { z } from 'zod'
import {
  ABILITY,
  asksRecognition,
  CEFR,
  CHILDCARE,
  GERMAN_PROOFS,
  hasVocation,
  MOTIVATION,
  RECOGNITION,
  SCHOOLING,
  TRAINING,
  TRAINING_PLACES,
  tidyLine,
} from './rules.ts'

/** Room for words beside an answer; left out is empty. */
const line = (max: number) => z.string().max(max).transform(tidyLine).default('')

/** The talk as the form sends it; the same in browser and server. */
export const talkInput = z
  .object({
    formKey: z.uuid(),
    occurredOn: z.iso.date(),
    conductedBy: z.uuid({ error: 'kit:error.choose' }),
    schooling: z.enum(SCHOOLING),
    schoolYears: z.number().int({ error: 'kit:error.number' }).min(0).max(25).optional(),
    schoolCountry: line(80),
    training: z.enum(TRAINING),
    trainingPlace: z.enum(TRAINING_PLACES).optional(),
    qualification: line(200),
    recognition: z.enum(RECOGNITION).optional(),
    germanOral: z.enum(CEFR),
    germanWritten: z.enum(CEFR),
    germanProof: z.enum(GERMAN_PROOFS),
    motivation: z.enum(MOTIVATION),
    wish: line(120),
    ability: z.enum(ABILITY),
    childcare: z.enum(CHILDCARE),
    abilityNote: line(500),
  })
  .superRefine((talk, issues) => {
    const missing = (path: keyof typeof talk): void =>
      issues.addIssue({ code: 'custom', path: [path], message: 'kit:error.choose' })
    if (hasVocation(talk.training) && !talk.trainingPlace) missing('trainingPlace')
    if (asksRecognition(talk.training, talk.trainingPlace ?? null) && !talk.recognition)
      missing('recognition')
  })

export type Talk = z.output<typeof talkInput>
