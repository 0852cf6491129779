import { and, desc, eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { messageSender, messageTemplate } from '../../../db/city/schema/message-texts.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { Template } from '../rules/fill.ts'
import { type MailDomains, takesAnswers } from '../rules/sender.ts'
import { checkTemplate, type Problem } from '../rules/templates.ts'
import { takesSms } from '../sms-number.ts'
import { defaultTemplate, longestValues } from './defaults.ts'
import type { SenderInput, TextInput, TurnInput } from './input.ts'
import type { TextKey } from './text-key.ts'

/** `changed`: somebody else was quicker. `not-good`: by the rules of today that text would not go out. */
export type TextError = 'changed' | 'not-good' | 'not-found'

const ofText = ({ kind, channel, language }: TextKey) =>
  and(
    eq(messageTemplate.kind, kind),
    eq(messageTemplate.channel, channel),
    eq(messageTemplate.language, language),
  )

/** What is wrong with a text at its place. */
export const problemsOf = (key: TextKey, template: Template): Problem[] =>
  checkTemplate(key.channel, template, longestValues(key))

interface Made {
  /** The newest version when the page was opened; 0 = none yet. */
  basedOn: number
  template: Template | null
  note: string
}

/** From now on, for messages whose text is not fixed yet. The unique index stops the second of two at once. */
async function makeVersion(
  { db, now, actor }: CityWork,
  key: TextKey,
  { basedOn, template, note }: Made,
): Promise<Result<null, TextError>> {
  const [newest] = await db
    .select()
    .from(messageTemplate)
    .where(ofText(key))
    .orderBy(desc(messageTemplate.version))
    .limit(1)
  if ((newest?.version ?? 0) !== basedOn) return fail('changed')
  const { subject, text } = template ?? { subject: null, text: null }
  // Saved as it stands already: no version that differs in nothing.
  if ((newest?.text ?? null) === text && (newest?.subject ?? null) === subject) return ok(null)
  const made = await db
    .insert(messageTemplate)
    .values({ ...key, version: basedOn + 1, subject, text, note, madeAt: now, madeBy: actor.id })
    .onConflictDoNothing()
    .returning({ id: messageTemplate.id })
  return made.length > 0 ? ok(null) : fail('changed')
}

const isDefault = (key: TextKey, { subject, text }: Template): boolean => {
  const plain = defaultTemplate(key)
  return plain.subject === subject && plain.text === text
}

/** The city says it in these words. Word for word the product's, it goes on with the product's. */
export async function saveText(
  city: CityWork,
  key: TextKey,
  { basedOn, subject, text, note }: TextInput,
): Promise<Result<null, TextError>> {
  const template = { subject, text }
  if (problemsOf(key, template).length > 0) return fail('not-good')
  return makeVersion(city, key, { basedOn, note, template: isDefault(key, template) ? null : template })
}

/** What held before holds again, as a new version: an earlier one, or the product's own text. */
export async function turnText(
  city: CityWork,
  key: TextKey,
  turn: TurnInput,
): Promise<Result<null, TextError>> {
  const { basedOn } = turn
  if (turn.intent === 'default') return makeVersion(city, key, { basedOn, template: null, note: '' })
  const [found] = await city.db
    .select()
    .from(messageTemplate)
    .where(and(ofText(key), eq(messageTemplate.version, turn.version)))
  if (!found) return fail('not-found')
  const { subject, text, note } = found
  if (subject === null || text === null) return makeVersion(city, key, { basedOn, template: null, note })
  if (problemsOf(key, { subject, text }).length > 0) return fail('not-good')
  return makeVersion(city, key, { basedOn, template: { subject, text }, note })
}

/** `no-mobile`: what is answered to a number of a landline arrives nowhere. */
export type SenderError = 'foreign-domain' | 'no-mobile'

/** Who messages come from that are written from now on. */
export async function changeSender(
  { db, now, actor }: CityWork,
  input: SenderInput,
  domains: MailDomains,
): Promise<Result<null, SenderError>> {
  if (!domains.includes(input.domain)) return fail('foreign-domain')
  if (takesAnswers(input.smsFrom) && !takesSms(input.smsFrom)) return fail('no-mobile')
  const set = { ...input, replyTo: input.replyTo || null, changedAt: now, changedBy: actor.id }
  await db.insert(messageSender).values(set).onConflictDoUpdate({ target: messageSender.one, set })
  return ok(null)
}
