import { describe, expect, it } from 'vitest'
import { RESIDENCE_STATUSES } from '../../permits/statuses.ts'
import { readAddress, streetKey, writtenHouseNumber, writtenStreet } from './address.ts'
import { readEmail, readPhone } from './contact.ts'
import { LANGUAGES, languageName, readLanguage } from './languages.ts'
import { readNationality } from './nations.ts'
import { readResidenceStatus } from './residence-status.ts'
import { clean, fold, namesKey } from './text.ts'

describe('text', () => {
  it('cleans blanks, line breaks, invisible marks and what spreadsheets add', () => {
    expect(clean('\u00a0 Am\r\n \tClef\u202e ')).toBe('Am Clef')
    expect(clean("'+49 202")).toBe('+49 202')
    expect(clean("'t Hooft")).toBe("'t Hooft")
    expect(clean('="0123"')).toBe('0123')
    expect(clean('u\u0308')).toBe('ü')
    expect(clean('Am \u202e Clef  12')).toBe('Am Clef 12')
    expect(clean('"Am Clef"')).toBe('Am Clef')
    expect(clean('Am "Clef"')).toBe('Am "Clef"')
  })

  it('folds spellings of one name, and keeps different ones apart', () => {
    const same = ['Öztürk', 'OEZTUERK', 'Ozturk', 'O\u0308ztu\u0308rk', 'öztürk ', 'ÖZTÜRK']
    expect(new Set(same.map(fold))).toEqual(new Set(['ozturk']))
    expect(namesKey('Al-Hassan', 'José')).toBe(namesKey('AL HASSAN', 'Jose'))
    expect(namesKey("O'Brien", 'Łukasz')).toBe(namesKey('O’Brien', 'Lukasz'))
    expect(namesKey('Işık', null)).toBe(namesKey('Isik', ''))
    expect(namesKey('Ali', 'Reza')).not.toBe(namesKey('AliReza', null))
    expect(namesKey('Ali', 'Omar')).not.toBe(namesKey('Omar', 'Ali'))
    expect(fold('حسن')).toBe('حسن')
  })
})

describe('phone and e-mail', () => {
  it.each([
    ['0202 / 563 4321', '+492025634321', false],
    ['01512-3456789', '+4915123456789', false],
    ['0049 176 555 12 12', '+491765551212', false],
    ['+49 (0)202 5634321', '+492025634321', false],
    ['4917655512120', '+4917655512120', false],
    ['+963 944 123456', '+963944123456', false],
    ['+90 532 123 45 67', '+905321234567', false],
    ['0202 5634321 / 0176 55512120', '+492025634321', true],
    ['0176 55512120 oder 0202 5634321', '+4917655512120', true],
    ['0178', null, false],
    ['kein Telefon', null, false],
  ])('%s', (text, phone, several) => expect(readPhone(text)).toEqual({ phone, several }))

  it.each([
    ['Kontakt.2+x@Example.NET', 'Kontakt.2+x@example.net'],
    ['mailto:a@b.de', 'a@b.de'],
    ['müller@stadt-wuppertal.de', 'müller@stadt-wuppertal.de'],
    ['kein-at-zeichen', null],
    ['a@b', null],
    ['a@@b.de', null],
    ['a b@c.de', null],
    ['.a@b.de', null],
    ['a..b@c.de', null],
    ['a@-b.de', null],
    ['a@b.1', null],
    ['a@b.de, c@d.de', null],
    [`${'a'.repeat(65)}@b.de`, null],
  ])('%s', (text, email) => expect(readEmail(text)).toBe(email))
})

describe('addresses', () => {
  const none = { address: '', street: '', houseNumber: '', postcodeTown: '', postcode: '', town: '' }

  it('writes a street out and groups its spellings', () => {
    expect(writtenStreet('Uellendahler Str.')).toBe('Uellendahler Straße')
    expect(writtenStreet('Uellendahler Strasse')).toBe('Uellendahler Straße')
    expect(writtenStreet('Bergstr.')).toBe('Bergstraße')
    expect(writtenStreet('Strandweg')).toBe('Strandweg')
    expect(
      new Set(['Friedrich-Ebert-Str.', 'Friedrich Ebert Straße', 'FRIEDRICH-EBERT-STRASSE'].map(streetKey))
        .size,
    ).toBe(1)
  })

  it('writes house numbers as the city does', () => {
    expect(['12 A', '7 – 9', '33', 'Nr. 5', '12A-14 B'].map(writtenHouseNumber)).toEqual([
      '12a',
      '7-9',
      '33',
      '5',
      '12a-14b',
    ])
  })

  it.each([
    [{ street: 'Gathe', houseNumber: '12a', postcode: '42107', town: 'Wuppertal' }],
    [{ street: 'Gathe 12 a', postcode: 'D-42107', town: 'Wuppertal' }],
    [{ address: 'Gathe 12a, 42107 Wuppertal' }],
    [{ address: 'Gathe 12a', postcodeTown: '42107 Wuppertal' }],
    [{ address: 'Gathe, 12 A', postcodeTown: 'D-42107 Wuppertal' }],
  ])('%j', (cells) => {
    expect(readAddress({ ...none, ...cells })).toEqual({
      address: {
        street: 'Gathe',
        streetKey: 'gathe',
        houseNumber: '12a',
        postcode: '42107',
        town: 'Wuppertal',
      },
      postcodeInvalid: false,
    })
  })

  it('keeps what it cannot split, and says when a postcode is none', () => {
    expect(readAddress({ ...none, street: 'Straße des 17. Juni 135' }).address).toMatchObject({
      street: 'Straße des 17. Juni',
      houseNumber: '135',
    })
    expect(readAddress({ ...none, street: 'Gathe 12 Hinterhaus' }).address.street).toBe('Gathe 12 Hinterhaus')
    expect(readAddress({ ...none, postcodeTown: 'Wuppertal' }).address).toMatchObject({
      postcode: null,
      town: 'Wuppertal',
    })
    expect(readAddress({ ...none, postcodeTown: '42107' }).address).toMatchObject({
      postcode: '42107',
      town: null,
    })
    expect(readAddress({ ...none, postcode: '4210' })).toMatchObject({
      address: { postcode: null },
      postcodeInvalid: true,
    })
    expect(readAddress(none).address).toEqual({
      street: null,
      streetKey: null,
      houseNumber: null,
      postcode: null,
      town: null,
    })
  })
})

describe('languages and nationalities', () => {
  it.each([
    ['kurdisch (Kurmandschi)', 'kmr'],
    ['Sorani', 'ckb'],
    ['DARI', 'prs'],
    ['Persisch', 'fa'],
    ['Türkisch', 'tr'],
    ['tuerkisch', 'tr'],
    ['English', 'en'],
    ['ar', 'ar'],
    ['Kurdisch', null],
    ['Klingonisch', null],
    ['', null],
  ])('%s is %s', (text, code) => expect(readLanguage(text)).toBe(code))

  it('finds every language by its own names', () => {
    for (const [code, { de, en }] of Object.entries(LANGUAGES)) {
      expect([code, de, en].map(readLanguage)).toEqual([code, code, code])
    }
  })

  it.each([
    ['Syrien', 'SY'],
    ['syrisch', 'SY'],
    ['SYR', 'SY'],
    ['Türkei', 'TR'],
    ['Guinea', 'GN'],
    ['Guinea-Bissau', 'GW'],
    ['Kosovo', 'XK'],
    ['staatenlos', 'stateless'],
    ['ungeklärt', 'unclear'],
    ['Niger', 'NE'],
    ['Nigeria', 'NG'],
    ['Atlantis', null],
    ['', null],
  ])('%s is %s', (text, code) => expect(readNationality(text)).toBe(code))
})

describe('residence statuses', () => {
  it.each([
    ['§ 24 AufenthG', 'ae-24'],
    ['Duldung § 60b', 'duldung-60b'],
    ['AE § 25b Abs. 1', 'ae-25b'],
    ['§ 25 b AufenthG', 'ae-25b'],
    ['§25b(6)', 'ae-25b-6'],
    ['§ 25 Abs. 5', 'ae-25-5'],
    ['25 V AufenthG', 'ae-25-5'],
    ['§ 25 Absatz 5 Satz 1 AufenthG', 'ae-25-5'],
    ['AE § 25 Abs. 4a', 'ae-25-4a'],
    ['§ 104c AufenthG', 'chance-104c'],
    ['Chancen-Aufenthalt § 104c', 'chance-104c'],
    ['Fiktionsbescheinigung § 81 Abs. 4 AufenthG', 'fiktion'],
    ['Ausbildungsduldung § 60c', 'ausbildungsduldung'],
    ['§ 60c Abs. 1 i.V.m. § 60a Abs. 2 Satz 3 AufenthG', 'ausbildungsduldung'],
    ['§ 60a Abs. 2 AufenthG', 'duldung'],
    ['DULDUNG', 'duldung'],
    ['Aufenthaltsgestattung § 55 AsylG', 'gestattung'],
    ['Beschäftigungsduldung', 'beschaeftigungsduldung'],
    ['Aufenthaltserlaubnis § 25a', 'ae-25a'],
    ['§ 25 Abs. 2', 'ae-25-2'],
    ['§ 25 Abs. 2 Satz 1 Alt. 2 AufenthG', 'ae-25-2-subsidiaer'],
    ['§ 25 Abs. 2 1. Alt.', 'ae-25-2-fluechtling'],
    ['§ 25 Abs. 2 (subsidiärer Schutz)', 'ae-25-2-subsidiaer'],
    ['Niederlassungserlaubnis', 'niederlassung'],
    ['NE § 26 Abs. 3', 'niederlassung'],
    ['NE § 26 Abs. 3 Satz 3', 'ne-26-3-3j'],
    ['Niederlassungserlaubnis § 26 Abs. 4', 'ne-26-4'],
    ['§ 9 AufenthG', 'niederlassung'],
    ['BüMA', 'ankunftsnachweis'],
    ['Sonderstatus XQ', null],
    ['Antrag auf Duldung', null],
    ['§ 25b abgelehnt', null],
    ['keine Duldung', null],
    ['§ 24 oder § 25 Abs. 5', null],
    ['§ 60b und § 25 Abs. 5', null],
    ['§ 55 AufenthG', null],
    ['§ 60a AsylG', null],
    ['§ 28 AufenthG', null],
    ['§ 25 AufenthG', null],
    ['Aufenthaltserlaubnis', null],
    ['24', null],
  ])('%s is %s', (text, status) => expect(readResidenceStatus(text)).toBe(status))

  it('finds each status by the paragraph on which it rests', () => {
    const read = Object.entries(RESIDENCE_STATUSES).map(([key, { basis }]) => [
      key,
      readResidenceStatus(basis),
    ])
    expect(read.filter(([key, found]) => key !== found)).toEqual([['niederlassung', null]])
  })
})

it.each([
  ['ti', 'de', 'Tigrinya'],
  ['kmr', 'en', 'Kurdish (Kurmanji)'],
  ['sr-Latn', 'de', 'Serbisch'],
  ['zh', 'de', 'Chinesisch'],
  ['xx', 'en', 'xx'],
])('the language %s is called in %s: %s', (tag, locale, name) => {
  expect(languageName(tag, locale)).toBe(name)
})
