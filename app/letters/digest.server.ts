import { createHash } from 'node:crypto'
import { type CatalogueLanguage, catalogueFor, sentencesOf } from './catalogue.ts'

/**
 * The version of a language's sentences: SHA-256 over the canonical JSON of its catalogue (keys with their sentences, by
 * key), hexadecimal. A signature records it, a review holds for it. Never change it: what was recorded would not fit.
 */
export function catalogueDigest(tag: CatalogueLanguage): string {
  const sentences = sentencesOf(catalogueFor(tag)).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify(['catalogue/1', tag, sentences]), 'utf8')
    .digest('hex')
}
