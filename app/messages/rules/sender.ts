/** Who messages come from. Says as little to a bystander as the subject does. */

/** What a city has set. */
export interface SetSender {
  name: string
  localPart: string
  domain: string
  /** Of the office; null where answers go nowhere. */
  replyTo: string | null
  /** A name of at most eleven letters and digits, or a number (E.164). */
  smsFrom: string
}

export interface Sender {
  /** `Termine <termine@…>` */
  from: string
  replyTo: string | null
  smsFrom: string
}

/** From which mail may come; the first where nothing else is said. */
export type MailDomains = readonly [string, ...string[]]

/** Of whoever runs no mail of his own: the demo, and tests. */
export const NO_DOMAINS: MailDomains = ['partizipation.example']

/** Until a city sets its own: a name that says nothing. */
const PLAIN = { name: 'Termine', localPart: 'termine', replyTo: null, smsFrom: 'Termine' } as const

/** Letters, digits, blanks and hyphens: nothing that could end a header or an address. */
export const SENDER_NAME = /^[\p{L}\p{N}]+([ -][\p{L}\p{N}]+)*$/u
export const LOCAL_PART = /^[a-z0-9]+([._-][a-z0-9]+)*$/
/** With a letter at least: of digits alone it would be a number somebody could call. */
export const SMS_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/

/** Whether somebody who answers a short message is heard, STOP included: a name has no line. */
export const takesAnswers = (smsFrom: string): boolean => smsFrom.startsWith('+')

/** What is set or, where nothing is, what holds until then; a domain that mail may no longer come from gives way to the first that it may. */
export function setSender(set: SetSender | undefined, domains: MailDomains): SetSender {
  if (!set) return { ...PLAIN, domain: domains[0] }
  return domains.includes(set.domain) ? set : { ...set, domain: domains[0] }
}

export const senderOf = ({ name, localPart, domain, replyTo, smsFrom }: SetSender): Sender => ({
  from: `${name} <${localPart}@${domain}>`,
  replyTo,
  smsFrom,
})
