import { describe, expect, it } from 'vitest'
import { weaknessIn } from './password-strength.server.ts'
import { personalWords } from './rules/passwords.ts'

const AYLIN = ['Aylin Özdemir-Testfall', 'a.oezdemir@wuppertal.example', 'Stadt Wuppertal']

describe('a password', () => {
  it.each([
    'korrekt pferd batterie heftklammer',
    'Haus-Teller-Regen-77',
    'xk7Qpz9LmWva',
    'zwölf blaue Kräne am Rhein',
  ])('%j will do', async (password) => expect(await weaknessIn(password, AYLIN)).toBeNull())

  it.each([
    ['passwort123456', 'leaked'],
    ['Password1234', 'leaked'],
    ['1q2w3e4r5t6y', 'leaked'],
    ['p4$$w0rd1234', 'leaked'],
    ['qwertyuiop123', 'leaked'],
    ['schneewittchen', 'weak'],
    ['unbelievable12', 'weak'],
    ['abcdefghijklm', 'weak'],
    ['Özdemir-Aylin-9!', 'personal'],
    ['wuppertal2026!', 'personal'],
    ['a.oezdemir@wuppertal.example', 'personal'],
  ])('%j is %s', async (password, weakness) => expect(await weaknessIn(password, AYLIN)).toBe(weakness))

  it('of many equal letters is weak, however long', async () => {
    expect(await weaknessIn('a'.repeat(128), AYLIN)).not.toBeNull()
  })
})

it('personal words are what others know, in parts', () => {
  expect(personalWords(AYLIN)).toEqual(
    expect.arrayContaining(['aylin', 'özdemir', 'testfall', 'oezdemir', 'wuppertal', 'stadt']),
  )
  expect(personalWords(['Bo Ö', 'b@x.de'])).toEqual([])
})
