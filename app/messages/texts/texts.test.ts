import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { CATALOGUE_LANGUAGES } from '../../letters/catalogue.ts'
import { writeMail, writeSms } from '../mail.server.ts'
import { NO_DOMAINS, setSender } from '../rules/sender.ts'
import { segmentsOf } from '../rules/sms.ts'
import { checkTemplate, WRITTEN } from '../rules/templates.ts'
import { TALK_KINDS } from '../rules.ts'
import { defaultTemplate, longestValues } from './defaults.ts'
import { textsOf } from './texts.ts'

const PHONE = '0202 563-2000'
const LINK = 'https://partizipation.example/m/wuppertal/k7Qw2ZpX9rT4vB6nH3sLd8YcJ5mEa1FgUo0iPqRtWx2'
const sender = setSender(undefined, NO_DOMAINS)
const texts = textsOf({ own: new Map(), sender, phone: PHONE })
const FACTS = {
  to: 'selam@example.net',
  name: 'Selam Haile',
  startsAt: Temporal.Instant.from('2026-04-16T07:00:00Z'),
  place: 'Neumarkt 10, Wuppertal',
  worker: 'Aylin Yildiz',
}
/** What would tell somebody who reads over a shoulder. */
const TELLING = /Duldung|Aufenthalt|Partizipation(?!\.example)|Ausländer|Jobcenter|permit|asyl|status/i

describe.each(CATALOGUE_LANGUAGES)('what is said to clients in %s', (language) => {
  it('reads as somebody has looked at it', async () => {
    const said = TALK_KINDS.flatMap((kind) =>
      [LINK, null].flatMap((link) => {
        const facts = { ...FACTS, kind, language, link }
        const mail = writeMail(facts, texts)
        const letter = writeMail({ ...facts, channel: 'letter' }, texts)
        const sms = writeSms(facts, texts).text
        const title = `${kind}, ${link ? 'with' : 'without'} a link`
        return [
          `=== email, ${title}\n${mail.subject}\n\n${mail.text}`,
          `=== sms, ${title}: ${segmentsOf(sms)}\n${sms}\n`,
          ...(link ? [] : [`=== letter, ${kind}\n${letter.subject}\n\n${letter.text}`]),
        ]
      }),
    )
    for (const one of said) expect(one).not.toMatch(TELLING)
    await expect(said.join('\n')).toMatchFileSnapshot(`golden/${language}.txt`)
  })

  it('passes the check that a city’s own words must pass', () => {
    for (const kind of TALK_KINDS)
      for (const channel of WRITTEN) {
        const key = { kind, channel, language }
        expect([kind, channel, ...checkTemplate(channel, defaultTemplate(key), longestValues(key))]).toEqual([
          kind,
          channel,
        ])
      }
  })

  it('is no longer than two segments on any day, and says day and time in them', () => {
    const first = Temporal.Instant.from('2026-01-01T09:00:00Z')
    for (const phone of [null, PHONE, '0'.repeat(200)]) {
      const of = textsOf({ own: new Map(), sender, phone })
      for (let day = 0; day < 365; day += 13)
        for (const kind of TALK_KINDS)
          for (const link of [null, LINK, `https://${'l'.repeat(82)}`, 'l'.repeat(400)]) {
            const startsAt = first.add({ hours: 24 * day })
            const { text } = writeSms({ ...FACTS, kind, language, link, startsAt }, of)
            expect(segmentsOf(text)).toBeLessThanOrEqual(2)
            expect(text).toMatch(/1[01]:00/)
            if (link && link.length < 100) expect(text).toContain(link)
          }
    }
  })
})

describe('a city’s own words', () => {
  const own = new Map([
    ['day-before email ti', { subject: 'ሰላም', text: '{day} {time}' }],
    ['day-before sms de', { subject: '', text: 'Bis {day}, {time}' }],
  ])
  const set = { ...sender, name: 'Termine Stadt', replyTo: 'buero@stadt.example', smsFrom: 'Stadt' }
  const ours = textsOf({ own, sender: set, phone: null })
  it('stand for theirs alone, and the sender with them', () => {
    const facts = { ...FACTS, kind: 'day-before' as const, language: 'ti' }
    expect(writeMail(facts, ours)).toMatchObject({
      from: 'Termine Stadt <termine@partizipation.example>',
      replyTo: 'buero@stadt.example',
      subject: 'ሰላም / Erinnerung: Ihr Termin',
    })
    expect(writeMail(facts, ours).text).toMatch(/^ሓሙስ፣ 16 ሚያዝያ \(16\.04\.2026\) 09:00\n\n- - -\n\nGuten Tag/)
    expect(writeSms({ ...facts, language: 'de' }, ours)).toEqual({
      from: 'Stadt',
      to: FACTS.to,
      subject: '',
      text: 'Bis Donnerstag, 16. April, 09:00',
    })
    expect(writeMail(facts, texts)).not.toHaveProperty('replyTo')
  })
  it('go into a letter with the languages of its parts', () => {
    const facts = { ...FACTS, kind: 'missed' as const, channel: 'letter' as const }
    expect(writeMail({ ...facts, language: 'ar' }, ours).languages).toEqual(['ar', 'de'])
    expect(writeMail({ ...facts, language: 'und', name: null }, ours).text).toMatch(
      /^Guten Tag,\n[\s\S]*Hello,\n/,
    )
  })
})
