import { describe, expect, it } from 'vitest'
import { asksToStop, type Knows, whoIsMeant } from './reply.ts'

describe('a stop word', () => {
  it.each([
    'STOP',
    'Stopp!',
    ' stop. ',
    'STOP bitte',
    'Stopp keine SMS',
    '"Stop"',
    'abmelden',
    'Arrêt',
    'ARRÊTER',
    'Стоп',
    'توقف',
    'تَوَقَّف',
    'أوقف',
    'استوپ',
    'አቁም',
    'ኣቁም።',
    'ＳＴＯＰ',
  ])('%s', (text) => expect(asksToStop(text)).toBe(true))
  it.each([
    '',
    '   ',
    '?',
    'Ja',
    'Ich komme nicht',
    'Stop, ich komme morgen nicht',
    'Bitte nicht stoppen',
    'Absagen',
    'cancel',
    'iptal',
    'إلغاء',
    'لغو',
    'Bushaltestelle',
    'stopped',
  ])('%j is none: a person reads it', (text) => expect(asksToStop(text)).toBe(false))
})

describe('who is meant', () => {
  const city = (slug: string, has: boolean, wroteAt: string | null = null): Knows => ({ slug, has, wroteAt })
  const EARLY = '2026-04-01T07:00:00Z'
  const LATE = '2026-04-09T07:00:00Z'
  it.each<[string, Knows[], string[], string[]]>([
    ['nobody knows the number', [city('a', false)], [], []],
    ['one has it', [city('a', true), city('b', false)], ['a'], ['a']],
    ['two have it, one wrote', [city('a', true), city('b', true, EARLY)], ['b'], ['b']],
    ['two wrote', [city('a', true, EARLY), city('b', true, LATE), city('c', true)], ['a', 'b', 'c'], ['b']],
    ['two have it, none wrote', [city('a', true), city('b', true)], ['a', 'b'], []],
    ['one wrote that has it no more', [city('a', false, EARLY), city('b', true)], ['a'], ['a']],
  ])('%s', (_, cities, stops, words) => {
    expect([whoIsMeant(cities, true), whoIsMeant(cities, false)]).toEqual([stops, words])
  })
})
