import { describe, expect, it } from 'vitest'
import { translate } from './dictionary.server.ts'
import { de } from './words.de.ts'
import { en } from './words.en.ts'

type Flat = Map<string, string>

function flatten(words: object, path = ''): Flat {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
      const name = path ? `${path}.${key}` : key
      return typeof value === 'object' && value !== null
        ? [...flatten(value, name)]
        : [[name, String(value)] as const]
    }),
  )
}

const placeholders = (word: string): string[] => [...new Set(word.match(/\{\{\s*[\w.]+\s*\}\}/g))].sort()

describe.each(Object.entries(de))('the words of %s', (room, words) => {
  const german = flatten(words)
  const english = flatten(en[room as keyof typeof en])

  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...german.keys()].sort())
  })

  it('are never empty', () => {
    const empty = [...german, ...english].filter(([, word]) => word.trim() === '')
    expect(empty).toEqual([])
  })

  it('name the same values', () => {
    // A singular may say "one" where the plural counts.
    const counted = (key: string, word: string): string[] =>
      placeholders(word).filter((name) => !(key.endsWith('_one') && name === '{{count}}'))
    const differing = [...german].filter(
      ([key, word]) => `${counted(key, word)}` !== `${counted(key, english.get(key) ?? '')}`,
    )
    expect(differing).toEqual([])
  })

  it('have a singular and a plural or neither', () => {
    const plurals = [...german.keys()]
      .filter((key) => /_(one|other)$/.test(key))
      .map((key) => key.replace(/_\w+$/, ''))
    for (const key of plurals)
      expect([german.has(`${key}_one`), german.has(`${key}_other`)]).toEqual([true, true])
  })
})

describe('translate', () => {
  it('fills values in and does not escape them: React does', () => {
    expect(translate('de')('kit:frame.user', { name: 'Ö. <Yıldız>' })).toBe('Angemeldet als Ö. <Yıldız>')
    expect(translate('en')('kit:frame.user', { name: 'A' })).toBe('Signed in as A')
  })

  it('picks the plural', () => {
    expect(translate('de')('kit:form.problems', { count: 1 })).toBe('Eine Angabe fehlt oder stimmt nicht')
    expect(translate('de')('kit:form.problems', { count: 3 })).toBe('3 Angaben fehlen oder stimmen nicht')
  })
})
