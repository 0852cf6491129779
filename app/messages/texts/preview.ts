/** How a text reads to somebody who is made up. */
import type { Temporal } from 'temporal-polyfill'
import { directionOf } from '../../letters/language.ts'
import { dayIn } from '../day-words.ts'
import type { Placeholder, Template, Values } from '../rules/fill.ts'
import { lengthOf, type SmsLength } from '../rules/sms.ts'
import { allowedIn, readsAs } from '../rules/templates.ts'
import type { TextKey } from './text-key.ts'

export interface Preview {
  subject: string
  text: string
  dir: 'ltr' | 'rtl'
  /** Of a short message. */
  length: SmsLength | null
}

/** Whoever she is, her talk is in a week. */
export const exampleValues = (
  { language, channel }: Pick<TextKey, 'language' | 'channel'>,
  today: Temporal.PlainDate,
): Values => ({
  name: 'Amal Muster',
  day: dayIn(language, channel, today.add({ days: 7 }).toString()),
  time: '10:30',
  place: 'Neumarkt 10, 3. Stock',
  worker: 'Aylin Beispiel',
  phone: '0202 563-2000',
  link: 'https://termine.example/m/stadt/k7Qw2ZpX9rT4vB6nH3sLd8YcJ5mEa1FgUo0iPqRtWx2',
})

export function previewOf(key: TextKey, template: Template, today: Temporal.PlainDate): Preview {
  const { channel, language } = key
  const text = readsAs(channel, template, exampleValues(key, today))
  return {
    subject: template.subject,
    text,
    dir: directionOf(language),
    length: channel === 'sms' ? lengthOf(text) : null,
  }
}

/** What may stand in it, and what becomes of each. */
export function placeholdersOf(
  key: TextKey,
  today: Temporal.PlainDate,
): { name: Placeholder; becomes: string }[] {
  const values = exampleValues(key, today)
  return allowedIn(key.channel).map((name) => ({ name, becomes: values[name] ?? '' }))
}
