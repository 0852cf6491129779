/** What the frame of a page shows beside the page. */
import type { IconName } from './icon.tsx'

export interface NavEntry {
  to: string
  label: string
  current?: boolean | undefined
  icon?: IconName | undefined
  /** Stands in the bottom bar of a phone; two at most (Heute, Klient:innen). The others stand under "Mehr". */
  pinned?: boolean | undefined
}

export interface FrameCity {
  name: string
  slug: string
  /** The city's colour as CSS knows it; a band beside the name, never behind text. */
  colour: string
}
