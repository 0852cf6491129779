import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { nextRun, SCHEDULE_NAMES } from '../app/operator/rules/schedules.ts'
import operatorDe from '../app/operator/words.de.json' with { type: 'json' }
import operatorEn from '../app/operator/words.en.json' with { type: 'json' }
import { JOBS } from './jobs/index.ts'
import { plannedTable, SCHEDULES } from './schedules.ts'

describe('the table of schedules', () => {
  it('is what the operator’s page knows by name, with a sentence in both languages', () => {
    expect(SCHEDULES.map(({ name }) => name).sort()).toEqual([...SCHEDULE_NAMES].sort())
    for (const { name } of SCHEDULES)
      for (const words of [operatorDe, operatorEn])
        expect(words.schedule[name]).toEqual({
          title: expect.any(String),
          why: expect.stringMatching(/[.]$/),
        })
  })

  it('names jobs that there are, on the queue that does them', () => {
    for (const { job, queue } of SCHEDULES)
      expect(JOBS.filter((known) => known.name === job).map((known) => known.queue)).toEqual([queue])
  })

  it.each([true, false])('can be reckoned by whoever watches it (demo: %s)', (demo) => {
    const now = Temporal.Instant.from('2026-11-25T10:00:00Z')
    for (const { rhythm } of plannedTable(demo))
      expect(Temporal.Instant.compare(nextRun(rhythm, now), now)).toBe(1)
  })
})
