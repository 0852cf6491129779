import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { searchInput } from './input.ts'
import { allWeeks, firstWeek, periodProblem, SUBJECTS, subjectOf, WEEKS_SHOWN } from './rules.ts'

describe('the period of a search', () => {
  it.each([
    ['2026-03-09', '2026-03-09', undefined],
    ['2026-02-07', '2026-03-09', undefined],
    ['2026-02-06', '2026-03-09', 'too-long'],
    ['2024-02-01', '2024-03-02', undefined],
    ['2026-03-09', '2026-03-08', 'backwards'],
    ['2026-03-10', '2026-03-10', 'ahead'],
    ['2026-03-01', '2026-03-20', undefined],
  ])('from %s until %s: %s', (from, until, problem) =>
    expect(periodProblem(from, until, '2026-03-09')).toBe(problem),
  )
})

describe('the reason of a search', () => {
  const form = { actor: '0a000000-0000-4000-8000-000000000001', from: '2026-03-01', until: '2026-03-09' }
  it.each([
    ['', false],
    ['Kontrolle', false],
    [' '.repeat(40), false],
    ['x'.repeat(19), false],
    ['Beschwerde vom 3. März', true],
    ['x'.repeat(501), false],
  ])('%j will do: %s', (reason, good) =>
    expect(searchInput('2026-03-09').safeParse({ ...form, reason }).success).toBe(good),
  )
})

describe('the weeks of a file', () => {
  it('begin on a Monday, half a year ago', () => {
    expect(firstWeek('2026-03-09')).toBe('2025-09-15')
    expect(firstWeek('2026-03-15')).toBe('2025-09-15')
    expect(firstWeek('2026-03-16')).toBe('2025-09-22')
  })
  it('are all there, those without an access too', () => {
    const weeks = allWeeks([{ week: '2026-03-02', byLead: 3, byOthers: 1 }], '2026-03-09')
    expect(weeks).toHaveLength(WEEKS_SHOWN)
    expect(weeks.at(-1)).toEqual({ week: '2026-03-09', byLead: 0, byOthers: 0 })
    expect(weeks.at(-2)).toEqual({ week: '2026-03-02', byLead: 3, byOthers: 1 })
  })
})

describe('what an act was about', () => {
  it('has words for every page and command of a city', () => {
    const app = fileURLToPath(new URL('..', import.meta.url))
    const workers = fileURLToPath(new URL('../../workers', import.meta.url))
    const saidIn = (room: string): string[] =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
        .flatMap((name) =>
          [...readFileSync(join(room, name), 'utf8').matchAll(/subject: '([a-z-]+)'/g)].map(
            ([, word]) => word ?? '',
          ),
        )
    const said = saidIn(app)
    expect(said.length).toBeGreaterThan(20)
    expect(said.filter((word) => subjectOf(word) === 'other')).toEqual([])
    const everywhere = [...said, ...saidIn(workers)]
    expect(SUBJECTS.filter((word) => !everywhere.includes(word))).toEqual([])
  })
})
