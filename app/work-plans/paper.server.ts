import type { StaffDb } from '../../db/handles.ts'
import type { RootKey } from '../../infra/key.ts'
import { sealPdf } from '../../infra/pdf-seal.ts'
import { type PlanPaper, planPdf } from '../letters/plan-paper.server.ts'
import { isReviewed, letterheadOf } from '../letters/queries.server.ts'
import { readingIn } from './reading.server.ts'
import type { PlanSheet, SignatureView } from './sheet.server.ts'

export interface Office {
  /** Of the city. */
  name: string
  slug: string
  /** Where people reach the product, without a path. */
  origin: string
  key: RootKey
}

/** Where anybody may ask whether a checksum is that of a plan, and learns nothing else. */
export const checkPath = (city: string, hash: string): string => `/pruefen/${city}/${hash}`

/** One version as a sealed PDF: German beside the client's language, with the signatures there are and room for the others. */
export async function planPaper(
  db: StaffDb,
  sheet: PlanSheet,
  { name, language }: { name: string; language: string | null },
  office: Office,
): Promise<Buffer> {
  const read = readingIn(language, sheet)
  const paper: PlanPaper = {
    city: office.name,
    letterhead: await letterheadOf(db, office.name),
    language: read.language,
    reviewed: await isReviewed(db, read.language),
    name,
    version: sheet.version,
    madeOn: sheet.madeOn,
    draft: sheet.state === 'draft',
    targetJob: sheet.targetJob,
    rhythmWeeks: sheet.rhythmWeeks,
    goals: read.goals.map(({ what, steps }) => ({
      what,
      steps: steps.map((step) => ({ ...step, evidence: step.evidence || null })),
    })),
    signatures: sheet.signatures.map(onPaper),
    hash: sheet.hash,
    checkUrl: `${office.origin}${checkPath(office.slug, sheet.hash)}`,
    attachment: null,
  }
  return sealPdf(planPdf(paper), office.key, { city: office.slug, hash: sheet.hash })
}

const onPaper = ({ channel, place, ...signed }: SignatureView): PlanPaper['signatures'][number] => ({
  ...signed,
  place: place || null,
  byLink: channel === 'link',
})
