import { describe, expect, it } from 'vitest'
import { type Evidence, judge, type Row, type Verdict } from './judge.ts'
import type { KnownMessage } from './vendor/wire.ts'

const HOUR = 3_600_000
const NOW = 1000 * HOUR

const row = (facts: Partial<Row> = {}): Row => ({
  id: 'm',
  appointmentId: 'a',
  channel: 'email',
  state: 'sent',
  reason: null,
  delivery: 'delivered',
  nextAt: null,
  isClaimed: false,
  hasTask: false,
  talkHasTask: false,
  sentLines: 1,
  startsAt: NOW + 20 * HOUR,
  isBooked: true,
  endedAt: null,
  ...facts,
})
const posted = (facts: Partial<KnownMessage> = {}): KnownMessage => ({
  message: 'm',
  city: 'c',
  accepted: [{ key: 'k', at: NOW - HOUR }],
  fate: null,
  ...facts,
})
const twice = [
  { key: 'k', at: NOW - HOUR },
  { key: 'other', at: NOW },
]

const GOOD: Evidence = { rows: [row()], posted: [posted()], hints: [{ hint: null, nextAt: null }], now: NOW }
const faultsOf = (change: Partial<Evidence>): Partial<Verdict> => {
  const { reminders: _, sent, skipped, failed, unknown, ...faults } = judge({ ...GOOD, ...change })
  return Object.fromEntries(Object.entries(faults).filter(([, count]) => count > 0))
}
const unsent = { sentLines: 0, delivery: null } as const

describe('the judge', () => {
  it('finds nothing where a reminder was sent and came', () => {
    expect(judge(GOOD)).toMatchObject({ reminders: 1, sent: 1 })
    expect(faultsOf({})).toEqual({})
  })

  it.each<[string, Partial<Evidence>, Partial<Verdict>]>([
    [
      'due and forgotten',
      { rows: [row({ ...unsent, state: 'due', nextAt: NOW, talkHasTask: true })], posted: [] },
      { lost: 1 },
    ],
    ['called sent and in no post', { posted: [] }, { lost: 1 }],
    [
      'given up without a word',
      { rows: [row({ ...unsent, state: 'skipped', talkHasTask: true })], posted: [] },
      { lost: 1 },
    ],
    [
      'nobody knows, and nobody is asked',
      { rows: [row({ ...unsent, state: 'unknown', talkHasTask: true })], posted: [] },
      { lost: 1 },
    ],
    ['sent twice', { posted: [posted({ accepted: twice })] }, { doubled: 1 }],
    ['sent when the talk had begun', { rows: [row({ startsAt: NOW - HOUR })] }, { afterTheEvent: 1 }],
    [
      'sent though the talk was called off',
      { rows: [row({ isBooked: false, endedAt: NOW - 2 * HOUR })] },
      { pointless: 1 },
    ],
    [
      'sent, and the city says it is not',
      { rows: [row({ ...unsent, state: 'failed', reason: 'refused', talkHasTask: true })] },
      { untold: 1 },
    ],
    ['of a city that has no such row', { posted: [posted(), posted({ message: 'strange' })] }, { untold: 1 }],
    ['nobody knows whether it came', { rows: [row({ delivery: null })] }, { uncovered: 1 }],
    ['bounced, and nobody has the task', { rows: [row({ delivery: 'bounced' })] }, { uncovered: 1 }],
    ['not in the stream', { rows: [row({ sentLines: 0 })] }, { wrongLines: 1 }],
    ['twice in the stream', { rows: [row({ sentLines: 2 })] }, { wrongLines: 1 }],
    ['still claimed', { rows: [row({ isClaimed: true })] }, { claims: 1 }],
    ['a hint that oversleeps', { hints: [{ hint: null, nextAt: NOW + HOUR }] }, { wrongHints: 1 }],
    ['a hint that is over', { hints: [{ hint: NOW - 1, nextAt: null }] }, { wrongHints: 1 }],
    ['reported, and not heard', { posted: [posted({ fate: 'complained' })] }, { misheard: 1 }],
  ])('finds what is %s', (_, change, fault) => {
    expect(faultsOf(change)).toEqual(fault)
  })

  it.each<[string, Partial<Evidence>]>([
    ['a person is asked', { rows: [row({ ...unsent, state: 'unknown', hasTask: true })] }],
    [
      'it matters to nobody any more',
      { rows: [row({ ...unsent, state: 'unknown', reason: 'past', startsAt: NOW - 1 })] },
    ],
    [
      'it waits for its time',
      { rows: [row({ ...unsent, state: 'due', nextAt: NOW + HOUR, startsAt: NOW + 30 * HOUR })], posted: [] },
    ],
    ['a person has the talk', { rows: [row({ delivery: 'bounced', talkHasTask: true })] }],
    [
      'it was under way when the talk was called off',
      { rows: [row({ isBooked: false, endedAt: NOW - HOUR - 1000 })] },
    ],
    ['a hint costs a look', { hints: [{ hint: NOW + 1, nextAt: NOW + HOUR }] }],
  ])('finds nothing where %s', (_, change) => {
    expect(faultsOf(change)).toEqual({})
  })
})
