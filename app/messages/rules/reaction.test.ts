import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { isWorkingDay, OFFICE_ZONE } from '../../follow-ups/rules/working-days.ts'
import { isWritten, type Rung, type Ways } from './ladder.ts'
import { afterSilence, reactionAt, type SilenceFacts, type TakenRung } from './reaction.ts'

const at = (iso: string) => Temporal.Instant.from(iso)
/** A Thursday, at 9:00 in the office. */
const TALK = at('2026-04-16T07:00:00Z')
const ALL: Ways = { email: true, sms: true, letter: true }
const NONE: Ways = { email: false, sms: false, letter: false }

describe('when it is asked', () => {
  it.each([
    ['three days after a Thursday is a Sunday: on Monday', '2026-04-09T07:00:00Z', 3, '2026-04-13T07:30:00Z'],
    ['four days after it', '2026-04-09T07:00:00Z', 4, '2026-04-13T07:30:00Z'],
    ['sent late in the day: as late', '2026-04-10T17:00:00Z', 3, '2026-04-13T17:00:00Z'],
    ['one day after', '2026-04-13T07:00:00Z', 1, '2026-04-14T07:30:00Z'],
    ['nearer than a day', '2026-04-13T07:00:00Z', 3, null],
    ['a city that wants none of it', '2026-04-09T07:00:00Z', 0, null],
    ['over the night the clock is put forward', '2026-03-27T08:00:00Z', 3, '2026-03-30T07:30:00Z'],
  ] as const)('%s', (_, sent, days, expected) => {
    const asked = reactionAt(at(sent), { startsAt: TALK, days })
    expect(asked?.toString() ?? null).toBe(expected)
  })
  it('in the morning of a working day, never sooner than said, never nearer than a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 366 * 24 * 3 }),
        fc.integer({ min: 24, max: 24 * 14 }),
        fc.integer({ min: 1, max: 5 }),
        (hour, ahead, days) => {
          const sent = at('2026-01-01T00:00:00Z').add({ hours: hour })
          const startsAt = sent.add({ hours: ahead })
          const asked = reactionAt(sent, { startsAt, days })
          if (!asked) return
          expect(isWorkingDay(asked.toZonedDateTimeISO(OFFICE_ZONE).toPlainDate())).toBe(true)
          expect(Temporal.Instant.compare(asked, startsAt.subtract({ hours: 24 }))).toBeLessThanOrEqual(0)
          const least = sent.toZonedDateTimeISO(OFFICE_ZONE).add({ days })
          expect(Temporal.Instant.compare(asked, least.toInstant())).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})

const out = (channel: Rung, iso: string): TakenRung => ({ channel, became: 'out', at: at(iso) })
const facts = (change: Partial<SilenceFacts> = {}): SilenceFacts => ({
  startsAt: TALK,
  days: 3,
  replied: false,
  taken: [out('email', '2026-04-09T07:00:00Z')],
  ways: ALL,
  ...change,
})
const MONDAY = '2026-04-13T07:30:00Z'

describe('what follows from silence', () => {
  it.each([
    ['an answer, whatever it is', { replied: true }, MONDAY, 'nothing replied'],
    ['a city that switched it off', { days: 0 }, MONDAY, 'nothing not-asked'],
    ['less than a day to the talk', {}, '2026-04-15T07:00:01Z', 'nothing too-late'],
    ['too soon', {}, '2026-04-12T07:30:00Z', `wait ${MONDAY}`],
    ['a short message, three days before', {}, MONDAY, 'write sms 2026-04-14T07:30:00Z'],
    ['a call, where there is no number', { ways: { ...ALL, sms: false } }, MONDAY, 'call'],
    [
      'a letter, where the post has its days',
      { ways: { ...ALL, sms: false }, startsAt: at('2026-04-20T07:00:00Z') },
      MONDAY,
      'write letter 2026-04-16T07:30:00Z',
    ],
    ['nothing in writing two days before', {}, '2026-04-14T07:30:00Z', 'call'],
    [
      'no way twice',
      { taken: [out('email', '2026-04-08T07:00:00Z'), out('sms', '2026-04-09T07:00:00Z')] },
      MONDAY,
      'call',
    ],
    [
      'a short message that is not out yet',
      { taken: [out('email', '2026-04-09T07:00:00Z'), { channel: 'sms', became: 'waits', at: TALK }] },
      MONDAY,
      'wait 2026-04-14T07:30:00Z',
    ],
    [
      'nothing that arrived',
      { taken: [{ channel: 'email', became: 'lost', at: at('2026-04-09T07:00:00Z') }] },
      MONDAY,
      'nothing not-asked',
    ],
    [
      'a person who has it because no way led there',
      { taken: [out('email', '2026-04-09T07:00:00Z'), out('call', '2026-04-10T07:00:00Z')] },
      MONDAY,
      'handed',
    ],
    [
      'a letter that went out later',
      { taken: [out('email', '2026-04-08T07:00:00Z'), out('letter', '2026-04-10T07:00:00Z')], ways: NONE },
      MONDAY,
      'call',
    ],
  ] as const)('%s', (_, change, now, expected) => {
    const after = afterSilence(facts(change), at(now))
    const said = [
      after.next,
      'reason' in after ? after.reason : '',
      'channel' in after ? after.channel : '',
      'at' in after ? after.at.toString() : '',
    ]
    expect(said.filter(Boolean).join(' ')).toBe(expected)
  })

  it('ends: no way is taken twice, none nearer than a day, and there is one call at most', () => {
    const ways = fc.record({ email: fc.boolean(), sms: fc.boolean(), letter: fc.boolean() })
    fc.assert(
      fc.property(
        ways,
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 366 }),
        (open, days, day) => {
          const sent = at('2026-01-01T08:00:00Z').add({ hours: 24 * day })
          const startsAt = sent.add({ hours: 24 * 7 + 1 })
          const taken: TakenRung[] = [{ channel: 'email', became: 'out', at: sent }]
          let now = sent
          for (let turn = 0; turn < 20; turn += 1) {
            const after = afterSilence({ startsAt, days, replied: false, taken, ways: open }, now)
            if (after.next !== 'wait' && after.next !== 'write') {
              if (after.next === 'call')
                expect(Temporal.Instant.compare(now, startsAt.subtract({ hours: 24 }))).toBeLessThanOrEqual(0)
              return
            }
            if (after.next === 'write') {
              expect(taken.map(({ channel }) => channel)).not.toContain(after.channel)
              expect([isWritten(after.channel), open[after.channel]]).toEqual([true, true])
              taken.push({ channel: after.channel, became: 'out', at: now })
            }
            expect(Temporal.Instant.compare(after.at, now)).toBe(1)
            now = after.at
          }
          throw new Error('It never ends')
        },
      ),
    )
  })
})
