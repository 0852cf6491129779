import type { Case } from './cases.ts'
import { actOn } from './clients.ts'
import type { CityRows } from './rows.ts'

export interface Partner {
  /** The platform's id of the organisation. */
  id: string
  purpose: string
}

const SHARED = ['identity', 'contact', 'services'] as const

/** A client sent to a partner organisation, who consented to what it may see. */
export function tellReferral(rows: CityRows, told: Case, partners: readonly Partner[]): void {
  const { person, clientId, participationId, workerId, plan, exited } = told
  const random = told.random.fork('partners')
  if (partners.length === 0 || plan?.signed === undefined || exited !== null || !random.chance(0.14)) return
  const { id: organisationId, purpose } = random.pick(partners)
  const act = actOn(plan.signed, workerId, 11 * 60 + 50)
  for (const category of SHARED)
    rows.consent.push({
      id: random.uuid(),
      clientId,
      organisationId,
      category,
      purpose,
      textVersion: '1',
      languageShown: person.language,
      interpreter: person.interpreter,
      ...act,
    })
  rows.referral.push({ id: random.uuid(), clientId, participationId, organisationId, purpose, ...act })
}
