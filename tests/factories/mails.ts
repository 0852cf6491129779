import { closeBatch, takeUpBatch } from '../../app/messages/commands.server.ts'
import type { BatchOutcome, TaggedMail } from '../../infra/mail.ts'
import type { TestCity } from './city.ts'

type Outgoing = Parameters<typeof takeUpBatch>[1]
export type UnderWay = Extract<Awaited<ReturnType<typeof takeUpBatch>>, { next: 'call' }>['batch']

/** Every call a worker would make now, fixed and not made. */
export async function takeUpMails(city: TestCity, out?: Outgoing): Promise<UnderWay[]> {
  const batches: UnderWay[] = []
  for (;;) {
    const taken = await city.work((work) => takeUpBatch(work, out))
    for (const { error } of taken.unwritten) throw error
    if (taken.next === 'nothing') return batches
    if (taken.next === 'call') batches.push(taken.batch)
  }
}

/** Writes down that the vendor gave one answer to all mails of a call. */
export const answerMails = (
  city: TestCity,
  { batchId, mails, neverSent }: UnderWay,
  kind: 'sent' | 'refused' | 'busy' | 'no-answer',
): Promise<void> => {
  const outcome: BatchOutcome =
    kind === 'sent'
      ? { kind: 'taken', each: mails.map(({ tags }) => ({ kind, vendorId: `mail-${tags.message}` })) }
      : { kind }
  return city.work((work) => closeBatch(work, batchId, outcome, { neverSent, random: 0.5 }))
}

/** Sends every mail that is due, by a vendor that takes everything; answers them. */
export async function sendMails(city: TestCity, out?: Outgoing): Promise<TaggedMail[]> {
  const batches = await takeUpMails(city, out)
  for (const batch of batches) await answerMails(city, batch, 'sent')
  return batches.flatMap(({ mails }) => mails)
}

/** The mail of one message and the call it is in. */
export async function mailUnderWay(
  city: TestCity,
  messageId: string,
  out?: Outgoing,
): Promise<{ mail: TaggedMail; batch: UnderWay } | undefined> {
  for (const batch of await takeUpMails(city, out)) {
    const mail = batch.mails.find(({ tags }) => tags.message === messageId)
    if (mail) return { mail, batch }
  }
  return undefined
}
