import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { signatureSeal, versionHash } from '../../app/work-plans/hash.server.ts'
import { isDrawing } from '../../app/work-plans/rules/drawing.ts'
import { checkProof } from '../../app/work-plans/rules/signing.ts'
import { BERGISCH, type DemoCity } from '../../db/demo/bergisch.ts'
import { dayOf, iso, isWorkday, workdayFrom } from '../../db/demo/days.ts'
import { ORIGINS } from '../../db/demo/origins.ts'
import { PILOT, PLUS } from '../../db/demo/pilot.ts'
import type { CityRows } from '../../db/demo/rows.ts'
import { tellDemoCity } from '../../db/demo/tell.ts'

const cityOf = (slug: string): DemoCity => {
  const found = BERGISCH.cities.find((city) => city.slug === slug)
  if (!found) throw new Error(`no ${slug}`)
  return found
}
const tell = (slug: string, day: string): CityRows =>
  tellDemoCity(BERGISCH, cityOf(slug), { today: dayOf(day), now: `${day}T07:00:00.000Z` })

const told = new Map<string, CityRows>()
function tellOn(slug: string, day: string): CityRows {
  const key = `${slug} ${day}`
  const rows = told.get(key) ?? tell(slug, day)
  told.set(key, rows)
  return rows
}

/** A Monday, a Sunday, before Christmas, Good Friday, a leap day, New Year's Day, a Saturday years on. */
const DAYS = [
  '2026-11-23',
  '2026-11-22',
  '2026-12-24',
  '2027-03-26',
  '2028-02-29',
  '2029-01-01',
  '2031-05-31',
]
const STORIES: readonly (readonly [slug: string, day: string])[] = [
  ['wuppertal', '2026-12-24'],
  ...DAYS.map((day) => ['remscheid', day] as const),
]

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' })
const dayAt = (instant: string): number => dayOf(wall.format(new Date(instant)))

const tally = (words: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

describe('the story told on a day', () => {
  it('is the same when told again', () => {
    expect(tell('remscheid', '2026-11-23')).toEqual(tellOn('remscheid', '2026-11-23'))
  })

  it.each(STORIES)('of %s holds together on %s', (slug, day) => {
    const rows = tellOn(slug, day)
    const today = dayOf(day)
    const windows = new Map(rows.followUpSchedule.map((schedule) => [schedule.id, schedule]))
    const amiss = rows.appointment.filter(({ startsAt, scheduleId, groupId, state }) => {
      const on = dayAt(startsAt)
      // A seat in a group is nobody's follow-up.
      if (groupId) return !isWorkday(on) || on <= today || state !== 'booked'
      const due = windows.get(scheduleId ?? '')
      const inWindow = due && iso(on) >= due.windowFrom && iso(on) <= due.windowTo
      const inTime = state === 'booked' ? due?.state === 'live' : on < today
      return !isWorkday(on) || !inWindow || !inTime
    })
    expect(amiss).toEqual([])
    const [group] = rows.groupTalk
    const seats = rows.appointment.filter(({ groupId }) => groupId === group?.id)
    expect(seats.length).toBe((group?.capacity ?? 0) - 3)
    expect(seats.every(({ startsAt }) => startsAt === group?.startsAt)).toBe(true)
    const thatDay = rows.appointment.filter(
      ({ startsAt }) => dayAt(startsAt) === dayAt(group?.startsAt ?? ''),
    )
    expect(new Set(thatDay.map(({ clientId }) => clientId)).size).toBe(thatDay.length)
    const happened = [
      ...[rows.client, rows.participation, rows.visit, rows.assessment, rows.workPlan, rows.placement],
      ...[rows.residenceTitle, rows.permitExtension, rows.timeline, rows.appointment],
    ].flat()
    expect(happened.filter(({ occurredOn }) => occurredOn > day)).toEqual([])
  })

  it('keeps its shape when it moves to another day', () => {
    const shape = (rows: CityRows) => ({
      people: rows.person.map(
        ({ familyName, givenName, birthDate }) => `${familyName} ${givenName} ${birthDate}`,
      ),
      clients: tally(rows.client.map(({ closedOn }) => (closedOn ? 'closed' : 'open'))),
      live: tally(rows.followUpSchedule.map(({ state }) => state).filter((state) => state === 'live')),
      booked: tally(rows.appointment.map(({ state }) => state).filter((state) => state === 'booked')),
      plans: tally(
        rows.workPlan.map(({ endedOn, inForceOn }) => (endedOn ? 'over' : inForceOn ? 'signed' : 'open')),
      ),
    })
    const first = shape(tellOn('remscheid', '2026-11-23'))
    for (const day of DAYS) expect(shape(tellOn('remscheid', day)), day).toEqual(first)
  })

  it.each(STORIES)('of %s gives the caseworker four talks on the next open day of %s', (slug, day) => {
    const open = iso(workdayFrom(dayOf(day)))
    const caseworker = cityOf(slug).team.caseworker.id
    const talks = tellOn(slug, day).appointment.filter(
      ({ startsAt, state, responsibleId }) =>
        state === 'booked' && responsibleId === caseworker && iso(dayAt(startsAt)) === open,
    )
    expect(talks).toHaveLength(4)
  })

  it('leaves the finished programmes where they were', () => {
    const old = (rows: CityRows) => {
      const over = rows.programme.filter(({ slug }) => slug === PILOT.slug || slug === PLUS.slug)
      const ids = new Set(over.map(({ id }) => id))
      const taken = new Set(rows.participation.filter((one) => ids.has(one.programmeId)).map(({ id }) => id))
      return [over, rows.placement, rows.permitExtension, rows.appointment].map((of) =>
        of.filter((row) => !('participationId' in row) || taken.has(row.participationId)),
      )
    }
    expect(old(tellOn('wuppertal', '2026-12-24'))).toEqual(old(tellOn('wuppertal', '2026-11-23')))
  })
})

describe('what is in the story', () => {
  const rows = tellOn('wuppertal', '2026-11-23')

  it('seals every version and proves every signature', () => {
    expect(rows.workPlanVersion.filter((one) => !versionHash(one).equals(one.hash))).toEqual([])
    const unproven = rows.signature.filter((signed) => {
      const { witness, drawing, signedAt, seal, versionId } = signed
      const said = { ...signed, witness: witness ?? undefined, drawing: drawing ?? undefined }
      const under = rows.workPlanVersion.find(({ id }) => id === versionId)
      const sealed =
        under && signatureSeal(under.hash, { ...said, signedAt: Temporal.Instant.from(signedAt).toString() })
      return !checkProof(said).ok || (drawing && !isDrawing(drawing)) || !seal || !sealed?.equals(seal)
    })
    expect(unproven).toEqual([])
  })

  it('has every person once by name and birth date, and none without a number that is real', () => {
    const people = rows.person.map(({ namesKey, birthDate }) => `${namesKey} ${birthDate}`)
    expect(new Set(people).size).toBe(people.length)
    for (const { azrNumber } of rows.personRegistry) expect(azrNumber).toMatch(/^0\d{11}$/)
    for (const { email } of rows.personContact)
      if (email) expect(email).toMatch(/^[a-z0-9.]+@example\.(net|org)$/)
  })

  it('counts each list as it was taken in', () => {
    for (const { id, ...counted } of rows.listImport) {
      const found = tally(
        rows.listRow.filter(({ importId }) => importId === id).map(({ outcome }) => outcome),
      )
      expect(counted).toMatchObject({ created: found.created, rejected: found.rejected })
      expect(counted.rows).toBe(Object.values(found).reduce((sum, count) => sum + count, 0))
    }
  })

  it('knows people of many origins', () => {
    expect(new Set(rows.person.map(({ nationality }) => nationality)).size).toBeGreaterThan(15)
    expect(new Set(ORIGINS.map(({ nationality }) => nationality)).size).toBe(ORIGINS.length)
  })

  it('shows each city in a colour of its own that white words stand out on', () => {
    const colours = BERGISCH.cities.map(({ colour }) => colour)
    expect(new Set(colours).size).toBe(colours.length)
    for (const colour of colours) {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
        const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      expect(1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)).toBeGreaterThan(7)
    }
  })
})
