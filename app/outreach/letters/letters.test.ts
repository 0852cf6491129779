import { describe, expect, it } from 'vitest'
import { directionOf, fill } from '../../letters/language.ts'
import { LANGUAGES } from '../list/languages.ts'
import { readMessage } from '../rounds/offline-message.ts'
import { codeDigest, isCode, newCode } from './codes.ts'
import texts from './texts.json'
import { letterLanguage } from './texts.ts'

describe('a code', () => {
  it('is read however it is typed, and is another each time', () => {
    const code = newCode()
    expect(code).toMatch(/^[2-9BCDFGHJKMNPQRSTVWXZ]{5}-[2-9BCDFGHJKMNPQRSTVWXZ]{5}$/)
    expect(codeDigest(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(codeDigest(code))
    expect(new Set(Array.from({ length: 500 }, newCode)).size).toBe(500)
  })
  it.each(['', 'B7KQD', 'B7KQD-29XWMM', '../..', '\0'])('is not %j', (typed) =>
    expect(isCode(typed)).toBe(false),
  )
})

describe('the texts of a letter', () => {
  const gaps = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

  it.each(Object.keys(texts))('say in %s everything that the German says, with the same gaps', (tag) => {
    const said = Object.entries(texts).find(([known]) => known === tag)?.[1]
    expect(Object.keys(said ?? {})).toEqual(Object.keys(texts.de))
    for (const [key, german] of Object.entries(texts.de)) {
      const text = Object.entries(said ?? {}).find(([known]) => known === key)?.[1] ?? ''
      expect([key, text.trim() === text, text.length > 2, gaps(text)]).toEqual([
        key,
        true,
        true,
        gaps(german),
      ])
    }
  })
  it('are there for every language of the lists; Romani gets one that is read', () => {
    const missing = Object.keys(LANGUAGES).filter((tag) => letterLanguage(tag) !== tag)
    expect(missing).toEqual(['rom'])
    expect([letterLanguage('rom'), letterLanguage(null), letterLanguage('xx')]).toEqual([
      'sr-Latn',
      'en',
      'en',
    ])
    expect([directionOf('ar'), directionOf('ti')]).toEqual(['rtl', 'ltr'])
  })
  it('say nothing of a status, an office or a list', () => {
    for (const text of [...Object.values(texts.de), ...Object.values(texts.en)])
      expect(text).not.toMatch(/Duldung|Aufenthalt|Asyl|Ausländer|status|permit|asylum|Liste|list\b/i)
  })
  it('keep the direction of what is put in', () =>
    expect(fill('اتصل: {phone}', { phone: '0202 1' })).toBe('اتصل: \u20680202 1\u2069'))
})

describe('the message of a phone', () => {
  it('is read visit by visit, and is nothing else', () => {
    const message = { takenBy: '5b7e0f0c-2c55-4b71-9d3e-8a4f6f0f9a11', visits: [{ a: 1 }, 2] }
    expect(readMessage(JSON.stringify(message))).toEqual(message)
    expect(readMessage(JSON.stringify({ ...message, visits: [] }))).toEqual({ ...message, visits: [] })
    for (const bad of ['', 'x=1', '[]', 'null', JSON.stringify({ visits: [] })])
      expect(readMessage(bad)).toBeUndefined()
    for (const visits of [{}, Array(201).fill(0), ['x'.repeat(600_001)]])
      expect(readMessage(JSON.stringify({ ...message, visits }))).toBeUndefined()
  })
})
