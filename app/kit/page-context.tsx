import { createContext } from 'react'

/** What the server knows about this answer: the nonce of its scripts and the number of the incident, if it failed. */
export interface PageFacts {
  nonce?: string | undefined
  incident?: string | undefined
}

export const PageContext = createContext<PageFacts>({})
