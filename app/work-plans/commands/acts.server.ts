import type { CityWork } from '../../../db/act.ts'
import type { Result } from '../../kit/result.ts'
import type { PlanAct } from '../input.ts'
import type { MarkError } from '../rules/steps.ts'
import { sendLink } from './link.server.ts'
import { markStep } from './mark.server.ts'
import { endPlan, offerDraft, resumePlan, type StateError, withdrawOpen } from './state.server.ts'

export type PlanActError = StateError | MarkError | 'has-other' | 'no-address'

/** Does what the page of a plan asked for. Answers when a message falls due by it (ISO instant), if one does. */
export function actOnPlan(
  city: CityWork,
  clientId: string,
  asked: PlanAct,
): Promise<Result<string | null, PlanActError>> {
  const of = { clientId, planId: asked.planId }
  switch (asked.intent) {
    case 'mark':
      return markStep(city, {
        ...of,
        ...asked,
        stepKey: asked.step,
        appointmentId: asked.appointmentId ?? null,
      })
    case 'offer':
      return offerDraft(city, of)
    case 'withdraw':
      return withdrawOpen(city, of)
    case 'link':
      return sendLink(city, of)
    case 'end':
      return endPlan(city, { ...of, reason: asked.reason })
    case 'resume':
      return resumePlan(city, of)
  }
}
