import type { CatalogueLanguage } from '../../letters/catalogue.ts'
import type { WrittenChannel } from '../rules/templates.ts'
import type { TalkKind } from '../rules.ts'

/** Which text is meant: one a kind, a way and a language. */
export interface TextKey {
  kind: TalkKind
  channel: WrittenChannel
  language: CatalogueLanguage
}

export const nameOfText = ({ kind, channel, language }: Record<keyof TextKey, string>): string =>
  `${kind} ${channel} ${language}`
