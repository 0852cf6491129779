import { z } from 'zod'
import { isResidenceStatus } from './rules/titles.ts'
import { EMPLOYMENTS, FICTIONS, KNOWN, REJECTIONS, SAFE_COUNTRIES } from './rules/work-permission.ts'
import { RESIDENCE_STATUSES } from './statuses.ts'

const status = z.enum(Object.keys(RESIDENCE_STATUSES).filter(isResidenceStatus)).nullish().default(null)
const wording = z.string().trim().max(200).default('')
const until = z.iso.date().nullish().default(null)

/** A paper somebody saw. `formKey` becomes its id, so that the form sent twice is one paper. */
export const titleInput = z.object({
  formKey: z.uuid(),
  status,
  wording,
  validUntil: until,
  seenOn: z.iso.date(),
})
export type TitleInput = z.output<typeof titleInput>

export const applyInput = z.object({ formKey: z.uuid(), appliedOn: z.iso.date() })
export type ApplyInput = z.output<typeof applyInput>

/** The answer of the foreigners authority; status, wording and end are of the new paper and only read for a grant. */
export const decideInput = z.object({
  extensionId: z.uuid(),
  outcome: z.enum(['granted', 'refused']),
  decidedOn: z.iso.date(),
  status,
  wording,
  validUntil: until,
})
export type DecideInput = z.output<typeof decideInput>

/** What the work permission is found from. `basedOn`: the facts the form was filled from, none for the first. */
export const workFactsInput = z.object({
  formKey: z.uuid(),
  basedOn: z.uuid().nullish().default(null),
  receptionDuty: z.enum(KNOWN).default('unknown'),
  asylumAppliedOn: until,
  stayingSince: until,
  toleratedSince: until,
  safeCountry: z.enum(SAFE_COUNTRIES).default('unknown'),
  rejection: z.enum(REJECTIONS).default('unknown'),
  removalImminent: z.enum(KNOWN).default('unknown'),
  barred: z.enum(KNOWN).default('unknown'),
  fiction: z.enum(FICTIONS).default('unknown'),
  employment: z.enum(EMPLOYMENTS).default('job'),
})
export type WorkFactsInput = z.output<typeof workFactsInput>
