import { createHash } from 'node:crypto'
import { canonical, type PlanContent } from './rules.ts'

/** SHA-256 of the canonical content: what a signature stands under. */
export const planHash = (content: PlanContent): Buffer =>
  createHash('sha256').update(canonical(content), 'utf8').digest()
