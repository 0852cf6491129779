import { z } from 'zod'
import { FIGURE_LIMITS, type Figures, LEAST_SPAN, wrongFigures } from '../follow-ups/rules/figures.ts'
import { withValues } from '../kit/form/form-field.ts'

function figure(name: keyof Figures) {
  const [least, most] = FIGURE_LIMITS[name]
  const error = withValues('settings:error.figure', { least, most })
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error })
}

export const settingsInput = z
  .object({
    assessmentEveryMonths: z
      .number({ error: 'kit:error.number' })
      .int({ error: 'kit:error.number' })
      .min(1)
      .max(36),
    rhythmFromDays: figure('rhythmFromDays'),
    rhythmToDays: figure('rhythmToDays'),
    noShowFromDays: figure('noShowFromDays'),
    noShowToDays: figure('noShowToDays'),
    permitWeeks: figure('permitWeeks'),
    holdBackDays: figure('holdBackDays'),
    reactionDays: figure('reactionDays'),
    travelMinutes: figure('travelMinutes'),
  })
  .superRefine((figures, { addIssue }) => {
    for (const name of wrongFigures(figures)) {
      const days = name === 'noShowToDays' ? LEAST_SPAN.noShow : LEAST_SPAN.rhythm
      addIssue({ code: 'custom', path: [name], message: withValues('settings:error.span', { days }) })
    }
  })
