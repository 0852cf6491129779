import { expect, it } from 'vitest'
import { LANGUAGES } from '../outreach/list/languages.ts'
import { dayIn } from './day-words.ts'
import { mailLanguages, smsLanguages } from './languages.ts'

it.each([
  ['de', ['de'], ['de']],
  ['de-AT', ['de'], ['de']],
  ['en-GB', ['en'], ['en']],
  ['ti', ['ti', 'de'], ['ti']],
  ['sr-Latn', ['sr-Latn', 'de'], ['sr-Latn']],
  ['rom', ['sr-Latn', 'de'], ['sr-Latn']],
  ['es', ['en', 'de'], ['en']],
  ['und', ['de', 'en'], ['de', 'en']],
])('who speaks %s is written to in %j, and briefly in %j', (language, mail, sms) => {
  expect(mailLanguages(language)).toEqual(mail)
  expect(smsLanguages(language)).toEqual(sms)
})

it.each(Object.keys(LANGUAGES))(
  'the day is told in %s with our digits, or in German or English words',
  (tag) => {
    for (const language of mailLanguages(tag))
      for (const channel of ['email', 'sms'] as const) {
        const said = dayIn(language, channel, '2026-04-16')
        if (language === 'de') expect(said).toBe('Donnerstag, 16. April')
        else if (language === 'en') expect(said).toBe('Thursday, 16 April')
        else expect(said).toMatch(channel === 'sms' ? / 16\.04\.2026$/ : /16.*\(16\.04\.2026\)$/)
        expect(said).not.toMatch(/[٠-٩۰-۹]/)
      }
  },
)
