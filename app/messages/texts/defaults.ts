/** What is said to clients until a city says it otherwise: put together from the sentences of a language. */
import { catalogueFor } from '../../letters/catalogue.ts'
import { longestDay } from '../day-words.ts'
import type { Template, Values } from '../rules/fill.ts'
import type { TextKey } from './text-key.ts'

export function defaultTemplate({ kind, channel, language }: TextKey): Template {
  const { talk, mail, signature } = catalogueFor(language)
  const missed = kind === 'missed'
  if (channel === 'sms')
    return {
      subject: '',
      text: [missed ? talk.smsMissed : talk.smsReminder, talk.smsLink, talk.smsPhone].join('\n'),
    }
  const answer = [talk.cannot, talk.phone, ...(channel === 'email' ? [talk.link] : [])]
  return {
    subject: missed ? talk.subjectMissed : talk.subject,
    text: [
      mail.greeting,
      missed ? talk.missed : talk.reminder,
      [talk.when, signature.place, talk.who].join('\n'),
      answer.join('\n'),
      `${mail.closing}\n{worker}`,
    ].join('\n\n'),
  }
}

/** Longer than what cities have: a link of a city with a long address, a number with its country and an extension. */
export const longestValues = ({ channel, language }: Pick<TextKey, 'channel' | 'language'>): Values => ({
  name: 'N'.repeat(60),
  day: longestDay(language, channel),
  time: '00:00',
  place: 'P'.repeat(100),
  worker: 'W'.repeat(40),
  phone: '+49 202 563-2000-1234',
  link: `https://${'l'.repeat(82)}`,
})
