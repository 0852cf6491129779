import { describe, expect, it } from 'vitest'
import { noticeText } from './notice-text.ts'
import { decideNotice, NOTICE_LANGUAGES, type NoticeFacts, noticeState } from './rules.ts'

const today = '2026-03-09'
const told: NoticeFacts = { knownSince: '2026-03-09', listed: false, spokenOn: '2026-03-09', givenOn: null }

describe('whether somebody is owed the sheet', () => {
  it.each([
    ['who told of herself, the same day', {}, { state: 'due', article: 13, on: today }],
    ['the day after', { spokenOn: '2026-03-08' }, { state: 'overdue', article: 13, on: '2026-03-08' }],
    [
      'from a list, on the last day of the month',
      { knownSince: '2026-02-09', listed: true, spokenOn: null },
      { state: 'due', article: 14, on: today },
    ],
    [
      'from a list, a day later',
      { knownSince: '2026-02-08', listed: true, spokenOn: null },
      { state: 'overdue', article: 14, on: '2026-03-08' },
    ],
    [
      'from a list of the 31st',
      { knownSince: '2026-01-31', listed: true, spokenOn: null },
      { state: 'overdue', article: 14, on: '2026-02-28' },
    ],
    [
      'from a list, spoken with before the month was over',
      { knownSince: '2026-03-01', listed: true, spokenOn: '2026-03-05' },
      { state: 'overdue', article: 14, on: '2026-03-05' },
    ],
    [
      'from a list, spoken with later',
      { knownSince: '2025-01-01', listed: true },
      { state: 'overdue', article: 14, on: '2025-02-01' },
    ],
    ['told of by the family', { spokenOn: null }, { state: 'due', article: 14, on: '2026-04-09' }],
    [
      'given',
      { givenOn: '2026-03-02', knownSince: '2020-01-01' },
      { state: 'given', article: 13, on: '2026-03-02' },
    ],
  ] satisfies [string, Partial<NoticeFacts>, object][])('%s', (_, change, expected) => {
    expect(noticeState({ ...told, ...change }, today)).toEqual(expected)
  })
})

describe('giving it', () => {
  const given = { occurredOn: today, way: 'handed-out', interpreter: '' } as const
  it.each([
    ['today', given, true, { ok: true, value: null }],
    ['tomorrow', { ...given, occurredOn: '2026-03-10' }, false, { ok: false, error: 'given-ahead' }],
    ['five years ago', { ...given, occurredOn: '2021-03-09' }, false, { ok: true, value: null }],
    ['longer ago', { ...given, occurredOn: '2021-03-08' }, false, { ok: false, error: 'given-too-long-ago' }],
    ['read out to whom needs nobody', { ...given, way: 'read-out' }, false, { ok: true, value: null }],
    [
      'read out without the interpreter needed',
      { ...given, way: 'read-out' },
      true,
      { ok: false, error: 'no-interpreter' },
    ],
    [
      'read out with her',
      { ...given, way: 'read-out', interpreter: 'Tesfay' },
      true,
      { ok: true, value: null },
    ],
  ] as const)('%s', (_, told, needsInterpreter, expected) => {
    expect(decideNotice(told, needsInterpreter, today)).toEqual(expected)
  })
})

describe('the text', () => {
  it.each(NOTICE_LANGUAGES)(
    '%s names the city, has every part and leaves blanks for it alone',
    (language) => {
      const { sections } = noticeText(language, 'Stadt Wuppertal')
      expect(sections).toHaveLength(9)
      expect(sections[0]?.lines.join(' ')).toContain('Stadt Wuppertal')
      const lines = sections.flatMap(({ lines }) => lines)
      expect(lines.join(' ')).toContain('LDI NRW')
      expect(new Set(lines).size).toBe(lines.length)
    },
  )
})
