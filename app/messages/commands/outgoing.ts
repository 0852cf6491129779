import type { LinkPlace } from '../../work-plans/links.server.ts'
import type { MailDomains } from '../rules/sender.ts'

/** What a message needs to know of the machine it leaves. */
export interface Outgoing {
  /** Where links lead; while nobody has said so, mail that asks for a signature stays due. */
  place?: LinkPlace | undefined
  /** From which domains mail may come. */
  domains?: MailDomains | undefined
  /** Mails in one call; as many as the vendor takes unless somebody wants fewer. */
  most?: number
}
