import type { WordKey } from './words.ts'

/** `export const handle: PageHandle = { title: 'outreach:title' }` names a route's page. Never a person: titles stay in the browser's history. */
export interface PageHandle {
  title: WordKey
}

const isPageHandle = (handle: unknown): handle is PageHandle =>
  typeof handle === 'object' && handle !== null && 'title' in handle && typeof handle.title === 'string'

/** The title of the innermost route that has one. */
export function titleOf(matches: readonly { handle?: unknown }[]): WordKey | undefined {
  return matches.map((match) => match.handle).findLast(isPageHandle)?.title
}
