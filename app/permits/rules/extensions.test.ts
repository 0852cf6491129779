import { describe, expect, it } from 'vitest'
import { type Decision, decideApplication, decideExtension, type Extension } from './extensions.ts'
import type { Paper } from './titles.ts'

const today = '2026-03-09'
const title: Paper = { status: 'duldung', wording: 'Duldung § 60a', validUntil: '2026-06-10' }
const granted: Paper = { status: 'ae-25b', wording: 'Aufenthaltserlaubnis § 25b', validUntil: '2028-03-01' }
const unlimited: Paper = { status: 'niederlassung', wording: 'Niederlassungserlaubnis', validUntil: null }
const open: Extension = {
  extensionId: 'x1',
  appliedOn: '2026-02-02',
  decidedOn: null,
  outcome: null,
  newTitle: null,
}
const refused: Extension = { ...open, outcome: 'refused', decidedOn: '2026-03-02' }
const done: Extension = { ...open, outcome: 'granted', decidedOn: '2026-03-02', newTitle: granted }

describe('an application', () => {
  const fresh = { ok: true, value: { extensionId: 'x2', known: false } }
  const refuse = (error: string) => ({ ok: false, error })
  it.each([
    ['today', today, title, [], fresh],
    ['after another was refused', today, title, [refused], fresh],
    ['for a paper that is over', today, { ...title, validUntil: '2026-01-01' }, [], fresh],
    ['tomorrow', '2026-03-10', title, [], refuse('applied-ahead')],
    ['five years ago', '2021-03-09', title, [], fresh],
    ['longer ago', '2021-03-08', title, [], refuse('applied-too-long-ago')],
    ['without a paper', today, undefined, [], refuse('no-title')],
    ['for an unlimited one', today, unlimited, [], refuse('unlimited')],
    ['while one is open', today, title, [open], refuse('already-open')],
    [
      'of the same day by a second person',
      '2026-02-02',
      title,
      [open],
      { ok: true, value: { extensionId: 'x1', known: true } },
    ],
  ])('%s', (_, appliedOn, of, extensions, expected) => {
    expect(decideApplication({ extensionId: 'x2', appliedOn }, { today, title: of, extensions })).toEqual(
      expected,
    )
  })
  it.each([
    ['the same', '2026-02-02', { ok: true, value: { extensionId: 'x1', known: true } }],
    ['another day', '2026-02-03', refuse('already-saved')],
  ])('form sent twice with %s', (_, appliedOn, expected) => {
    expect(decideApplication({ extensionId: 'x1', appliedOn }, { today, title, extensions: [done] })).toEqual(
      expected,
    )
  })
})

describe('the answer to it', () => {
  const grant = (change: Partial<Paper> = {}, decidedOn = '2026-03-02'): Decision => ({
    outcome: 'granted',
    decidedOn,
    title: { ...granted, ...change },
  })
  const refuse = (decidedOn: string): Decision => ({ outcome: 'refused', decidedOn })
  const fresh = { ok: true, value: { known: false } }
  const known = { ok: true, value: { known: true } }
  const error = (code: string) => ({ ok: false, error: code })
  it.each([
    ['granted', open, grant(), fresh],
    ['granted for good', open, grant(unlimited), fresh],
    ['granted today', open, grant({}, today), fresh],
    ['refused', open, refuse('2026-03-02'), fresh],
    ['on the day of the application', open, refuse('2026-02-02'), fresh],
    ['before the application', open, refuse('2026-02-01'), error('decided-before-applied')],
    ['tomorrow', open, refuse('2026-03-10'), error('decided-ahead')],
    ['granted without an end', open, grant({ validUntil: null }), error('until-missing')],
    [
      'granted without status and end',
      open,
      grant({ status: null, validUntil: null }),
      error('until-missing'),
    ],
    [
      'granted until the day of the decision',
      open,
      grant({ validUntil: '2026-03-02' }),
      error('until-before-decision'),
    ],
    ['granted for a lifetime', open, grant({ validUntil: '2128-03-01' }), error('until-too-far')],
    [
      "unlimited with the card's date",
      open,
      grant({ status: 'niederlassung' }),
      error('unlimited-has-no-end'),
    ],
    ['granted twice the same', done, grant(), known],
    ['refused twice the same', refused, refuse('2026-03-02'), known],
    ['granted twice with another end', done, grant({ validUntil: '2029-03-01' }), error('already-decided')],
    ['granted, then refused', done, refuse('2026-03-02'), error('already-decided')],
    ['refused, then granted', refused, grant(), error('already-decided')],
    ['refused again another day', refused, refuse('2026-03-03'), error('already-decided')],
  ])('%s', (_, extension, decision, expected) => {
    expect(decideExtension(extension, decision, today)).toEqual(expected)
  })
})
