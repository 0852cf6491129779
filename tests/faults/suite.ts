import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Outcome, openTheatre, sceneOf, type Theatre } from './run.ts'
import type { Backend } from './servers.ts'

const SIZE = { reminders: 60, cities: 3, isSmall: true }

const NOTHING_WRONG: Partial<Outcome> = {
  lost: 0,
  doubled: 0,
  afterTheEvent: 0,
  pointless: 0,
  untold: 0,
  uncovered: 0,
  wrongLines: 0,
  claims: 0,
  wrongHints: 0,
  misheard: 0,
  changed: 0,
}

/** A handful of scenes, small; `npm run bench -- faults` plays all of them. `bites`: by which it shows that something was broken. */
const HANDFUL: [name: string, bites: (outcome: Outcome) => boolean][] = [
  ['kill-everywhere', ({ calls, mails }) => calls > mails],
  ['nine-days', ({ skipped }) => skipped > SIZE.reminders / 10],
  ['vendor-away', ({ unknown, mails }) => unknown > mails],
  ['storm', ({ calls, mails }) => calls > mails],
]

export function playOn(backend: Backend): void {
  let theatre: Theatre
  beforeAll(async () => {
    // An immediate shutdown loses nothing of it: only the power may not fail.
    theatre = await openTheatre(SIZE, { fsync: 'off', full_page_writes: 'off' })
  })
  afterAll(() => theatre?.close())

  describe(`on ${backend}`, () => {
    it.each(HANDFUL)('loses nothing, doubles nothing and is not late: %s', async (name, bites) => {
      const outcome = await theatre.play(sceneOf(name), backend)
      expect(outcome).toMatchObject(NOTHING_WRONG)
      expect(outcome).toSatisfy(bites)
    })
  })
}
