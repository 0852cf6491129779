import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate, fillSms, fillTemplate, isPlaceholder, PLACEHOLDERS, type Values } from './fill.ts'
import { segmentsOf } from './sms.ts'
import { allowedIn, checkTemplate, LONGEST_TEXT, readsAs, WRITTEN } from './templates.ts'

const VALUES: Values = {
  name: 'Selam Haile',
  day: 'Donnerstag, 16. April',
  time: '09:00',
  place: 'Neumarkt 10',
  worker: 'A. Yildiz',
  phone: '0202 1',
  link: 'https://p.example/m/x',
}
const NOTHING: Values = { ...VALUES, name: null, phone: null, link: null }
const read = (text: string, values: Values = VALUES): string =>
  fillTemplate(compileTemplate({ subject: '', text }), values)

describe('a text with gaps', () => {
  it.each([
    ['Am {day} um {time}.', VALUES, 'Am Donnerstag, 16. April um 09:00.'],
    ['{day}{time}', VALUES, 'Donnerstag, 16. April09:00'],
    ['Hallo {name},\n\n{day}', NOTHING, 'Hallo,\n\nDonnerstag, 16. April'],
    ['Hallo\n\nTelefon {phone}\n{link}\n\nGruß', NOTHING, 'Hallo\n\nGruß'],
    ['Telefon {phone}\n\nGruß', NOTHING, 'Gruß'],
    ['اتصل: {phone}', VALUES, 'اتصل: \u20680202 1\u2069'],
    ['الرابط: {link}', VALUES, 'الرابط: https://p.example/m/x'],
    ['Für {name}', { ...VALUES, name: 'عمر' }, 'Für \u2068عمر\u2069'],
    ['{name}', { ...VALUES, name: '{day} {name}' }, '{day} {name}'],
    ['{tag} {Day}', VALUES, '{tag} {Day}'],
  ])('%j is read with %j as %j', (text, values, expected) => {
    expect(read(text, values)).toBe(expected)
  })

  it('leaves no brace when it is filled, and never expands a value', () => {
    const piece = fc.oneof(
      fc.constantFrom(...PLACEHOLDERS.map((name) => `{${name}}`)),
      fc.constantFrom(' ', '\n', 'Termin', '፡', 'موعد'),
    )
    const value = fc.option(fc.constantFrom('a', '{day}', '{link}', '$1', 'ب'), { nil: null })
    fc.assert(
      fc.property(fc.array(piece), fc.record({ name: value, phone: value, link: value }), (pieces, some) => {
        const plain = { ...VALUES, name: some.name && 'N', phone: some.phone && 'P', link: some.link && 'L' }
        expect(read(pieces.join(''), plain)).not.toMatch(/[{}]/)
        // With values that look like gaps the text is the same but for them.
        const told = read(pieces.join(''), { ...VALUES, ...some })
        const braces = (told.match(/\{/g) ?? []).length
        const most = pieces.filter((one) => isPlaceholder(one.slice(1, -1))).length
        expect(braces).toBeLessThanOrEqual(most)
      }),
    )
  })

  it('as a short message gives up the number, then the link, before it grows too long', () => {
    const template = compileTemplate({ subject: '', text: '{day}\n{link}\n{phone}' })
    const of = (link: number, phone: number): string =>
      fillSms(template, { ...VALUES, link: 'l'.repeat(link), phone: '0'.repeat(phone) })
    expect(of(20, 20).split('\n')).toHaveLength(3)
    expect(of(270, 20)).toMatch(/l$/)
    expect(of(300, 20)).toMatch(/0$/)
    expect(of(300, 300)).toBe(VALUES.day)
  })
})

describe('what is refused', () => {
  const GOOD = 'Am {day} um {time}.'
  it.each([
    ['email', '', GOOD, ['subject subject-empty']],
    ['email', ' ', GOOD, ['subject subject-empty']],
    ['letter', 'x'.repeat(81), GOOD, ['subject subject-long']],
    ['email', 'Termin\r\nBcc: alle@example.net', GOOD, ['subject subject-line']],
    ['email', 'Termin {day}', GOOD, ['subject subject-gap']],
    ['sms', '', GOOD, []],
    ['email', 'Termin', '', ['text missing {day}', 'text missing {time}']],
    ['email', 'Termin', '{day}', ['text missing {time}']],
    ['email', 'Termin', `${GOOD} {tag}`, ['text unknown {tag}']],
    ['email', 'Termin', `${GOOD} { name }`, ['text unknown { name }']],
    ['email', 'Termin', `${GOOD} {}`, ['text unknown {}']],
    ['email', 'Termin', `${GOOD} {name`, ['text brace m {time}. {name']],
    ['email', 'Termin', `${GOOD} }`, ['text brace m {time}. }']],
    ['email', 'Termin', `${GOOD}\n{constructor}`, ['text unknown {constructor}']],
    ['sms', '', `${GOOD} {name} {place}`, ['text forbidden {name}', 'text forbidden {place}']],
    ['email', 'Termin', '{day} {time} {phone}', ['text falls-away {day}', 'text falls-away {time}']],
    ['email', 'Termin', `${GOOD}${'x'.repeat(LONGEST_TEXT.email)}`, ['text long']],
    ['sms', '', `${GOOD}\n${'x'.repeat(300)}`, ['text segments']],
    ['sms', '', `${GOOD}\n${'я'.repeat(100)}`, ['text segments']],
    ['sms', '', `${GOOD}\n{link}\n{phone}\n${'x'.repeat(200)}`, []],
  ] as const)('%s %j %j: %j', (channel, subject, text, expected) => {
    expect(
      checkTemplate(channel, { subject, text }, VALUES).map(({ field, code, values }) =>
        [field, code, values?.near ?? values?.name].filter(Boolean).join(' '),
      ),
    ).toEqual(expected)
  })

  it('is all that could leave a brace or no day in what a client reads', () => {
    const piece = fc.oneof(
      fc.constantFrom(...PLACEHOLDERS.map((name) => `{${name}}`)),
      fc.constantFrom('{', '}', ' ', '\n', 'Termin', '{x}', '{{day}}'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...WRITTEN), fc.array(piece, { minLength: 2 }), (channel, pieces) => {
        const template = { subject: 'Termin', text: `${GOOD}\n${pieces.join('')}`.trim() }
        if (checkTemplate(channel, template, VALUES).length > 0) return
        for (const values of [VALUES, NOTHING]) {
          const text = readsAs(channel, template, values)
          expect(text).not.toMatch(/[{}]/)
          expect(text).toContain(VALUES.day)
          if (channel === 'sms') expect(segmentsOf(text)).toBeLessThanOrEqual(2)
        }
      }),
      { numRuns: 500 },
    )
  })
})

it('a short message holds no name and no place', () => {
  expect(allowedIn('sms')).toEqual(['day', 'time', 'worker', 'phone', 'link'])
  expect(allowedIn('letter')).toEqual([...PLACEHOLDERS])
})
