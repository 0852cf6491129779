/** From Heute to the deed: for each list in two clicks, by mouse, by keyboard alone, and once for a double click. */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Locator, Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { planNextFollowUp } from '../../app/follow-ups/commands.server.ts'
import { recordTitle } from '../../app/permits/commands.server.ts'
import { act, type CityWork } from '../../db/act.ts'
import { client, timeline } from '../../db/city/schema/clients.ts'
import { appointment, followUpSchedule, task } from '../../db/city/schema/follow-ups.ts'
import { share } from '../factories/partners.ts'
import { makeClient } from '../factories/people.ts'
import { freshPlan } from '../factories/plans.ts'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { signIn } from './steps/list.ts'

/** Thursday, 16 April 2026, 10:00 at the office. */
const NOW = '2026-04-16T08:00:00Z'

let office: Office
let product: Product
let page: Page
beforeAll(async () => {
  office = await makeOffice()
  product = await startProduct({ now: NOW })
  page = await product.open()
  await signIn(page, office.lead)
})
afterAll(async () => {
  await product.close()
  await office.remove()
})
afterEach(() => expect(product.complaints()).toEqual([]))

const own = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
  act(office.city.access({ id: office.lead.id }), { action: 'change', subject: 'test' }, body)

const opened = (familyName: string) => own((work) => makeClient(work, { familyName }))

/** A client whose window closes on that day and who has no talk. */
async function windowUntil(familyName: string, day: string): Promise<string> {
  const made = await opened(familyName)
  await own(async (work) => {
    const plan = await planNextFollowUp(work, { ...made, after: 'plan-signed', on: '2026-03-09' })
    if (!plan.ok) throw new Error(plan.error)
    await work.db
      .update(appointment)
      .set({ voidedAt: work.now, voidedBy: work.actor.id, voidReason: 'Test' })
      .where(eq(appointment.clientId, made.clientId))
    await work.db
      .update(followUpSchedule)
      .set({ windowFrom: day, windowTo: day })
      .where(eq(followUpSchedule.clientId, made.clientId))
  })
  return made.clientId
}

/** A talk that began then (ISO instant); one of before it gives way. */
async function talkAt(familyName: string, startsAt: string): Promise<string> {
  const made = await opened(familyName)
  await own(async (work) => {
    const plan = await planNextFollowUp(work, { ...made, after: 'plan-signed', on: '2026-03-09' })
    if (!plan.ok) throw new Error(plan.error)
    await work.db
      .update(appointment)
      .set({ voidedAt: work.now, voidedBy: work.actor.id, voidReason: 'Test' })
      .where(eq(appointment.startsAt, Temporal.Instant.from(startsAt)))
    await work.db.execute(
      `update appointment set starts_at = '${startsAt}' where client_id = '${made.clientId}'`,
    )
  })
  return made.clientId
}

async function dueTask(familyName: string): Promise<string> {
  const { clientId } = await opened(familyName)
  await own(({ db, now }) =>
    db.insert(task).values({
      ...{ clientId, reason: 'no-reaction', refId: randomUUID(), dueOn: '2026-04-16', createdAt: now },
    }),
  )
  return clientId
}

async function runningOut(familyName: string): Promise<string> {
  const { clientId } = await opened(familyName)
  const paper = { status: null, wording: 'Duldung', validUntil: '2026-05-10', seenOn: '2026-03-09' }
  const done = await own((work) => recordTitle(work, clientId, { formKey: randomUUID(), ...paper }))
  if (!done.ok) throw new Error(done.error)
  return clientId
}

async function referred(familyName: string): Promise<string> {
  const file = await opened(familyName)
  await own((work) => share(work, file, { organisationId: office.organisation.id, categories: [] }))
  return file.clientId
}

async function stepDue(familyName: string): Promise<string> {
  const { clientId, write, both } = await freshPlan(office.city, { familyName })
  const step = { key: '', who: 'client', evidence: '', what: 'Lebenslauf', until: '2026-04-10' } as const
  await write({ targetJob: 'Lagerist', rhythmWeeks: 5, goals: [{ what: 'Arbeit', steps: [step] }] })
  await both()
  await own(({ db }) => db.update(client).set({ leadId: office.lead.id }).where(eq(client.id, clientId)))
  return clientId
}

const told = (clientId: string, kind: (typeof timeline.$inferSelect)['kind']): Promise<number> =>
  own(({ db }) => db.$count(timeline, and(eq(timeline.clientId, clientId), eq(timeline.kind, kind))))
const booked = (clientId: string): Promise<number> =>
  own(({ db }) =>
    db.$count(
      appointment,
      and(eq(appointment.clientId, clientId), eq(appointment.state, 'booked'), isNull(appointment.voidedAt)),
    ),
  )
const finished = (clientId: string): Promise<number> =>
  own(({ db }) => db.$count(task, and(eq(task.clientId, clientId), eq(task.reason, 'no-reaction')))).then(
    async (all) =>
      all - (await own(({ db }) => db.$count(task, and(eq(task.clientId, clientId), isNull(task.doneAt))))),
  )

interface List {
  name: string
  make: (familyName: string) => Promise<string>
  /** What is pressed in the list; where the deed is not yet done by it, what is pressed then. */
  presses: readonly [RegExp, RegExp?]
  /** How often it was done. */
  done: (clientId: string) => Promise<number>
}

const LISTS: readonly List[] = [
  {
    name: 'talks',
    make: (name) => talkAt(name, '2026-04-16T07:45:00Z'),
    presses: [/^War da/, /^Ergebnis eintragen$/],
    done: (clientId) => told(clientId, 'attended'),
  },
  {
    name: 'overdue',
    make: (name) => windowUntil(name, '2026-04-07'),
    presses: [/^Termin/, /^Termin buchen$/],
    done: booked,
  },
  {
    name: 'closing',
    make: (name) => windowUntil(name, '2026-04-20'),
    presses: [/^Termin/, /^Termin buchen$/],
    done: booked,
  },
  {
    name: 'missing',
    make: (name) => talkAt(name, '2026-04-15T07:00:00Z'),
    presses: [/^Nicht da/, /^Ergebnis eintragen$/],
    done: (clientId) => told(clientId, 'no-show'),
  },
  { name: 'noReaction', make: dueTask, presses: [/^Erledigt/], done: finished },
  {
    name: 'expiring',
    make: runningOut,
    presses: [/^Verlängern/, /^Antrag eintragen$/],
    done: (clientId) => told(clientId, 'extension-applied'),
  },
  {
    name: 'referrals',
    make: referred,
    presses: [/^Beenden/, /^Überweisung beenden$/],
    done: (clientId) => told(clientId, 'referral-ended'),
  },
  {
    name: 'steps',
    make: stepDue,
    presses: [/^Abhaken/, /^Erledigt/],
    done: (clientId) => told(clientId, 'step-done'),
  },
]

/** A link or a button of that name. */
const named = (at: Locator | Page, name: RegExp): Locator =>
  at.getByRole('link', { name }).or(at.getByRole('button', { name })).first()

const lineOf = (list: string, familyName: string): Locator =>
  page.locator(`#${list}`).locator('..').locator('.k-work__line', { hasText: familyName }).first()

describe('in two clicks', () => {
  it.each(LISTS)('from $name, and once for a double click', async ({ name, make, presses, done }) => {
    const familyName = `Maus${name}`
    const clientId = await make(familyName)
    await page.goto(`/c/${office.city.slug}/today`)
    const line = lineOf(name, familyName)
    await line.waitFor()
    if (name === 'steps') expect(await violations(page)).toEqual([])
    const before = await done(clientId)
    const [first, second] = presses
    if (second) {
      await named(line, first).click()
      await page.waitForURL((url) => !url.pathname.endsWith('/today'))
      await named(page.locator('main'), second).dblclick()
    } else await named(line, first).dblclick()
    await expect.poll(() => done(clientId), { timeout: 30_000 }).toBe(before + 1)
    // Whatever the second click asked for has been answered by then.
    await page.waitForLoadState('networkidle')
    expect(await done(clientId)).toBe(before + 1)
  })
})

describe('by keyboard alone', () => {
  it.each(LISTS)('from $name', async ({ name, make, presses, done }) => {
    const familyName = `Taste${name}`
    const clientId = await make(familyName)
    await page.goto(`/c/${office.city.slug}/today`)
    // What tells that keys work is there once they do.
    await page.locator('.today__keys').waitFor()
    const before = await done(clientId)
    const holds = (locator: Locator): Promise<boolean> =>
      locator.evaluateAll((all) => all.some((one) => one === document.activeElement))
    const reach = async (key: string, target: Locator): Promise<void> => {
      for (let presses = 0; presses < 300; presses += 1) {
        if (await holds(target)) return
        await page.keyboard.press(key)
      }
      throw new Error('The keyboard does not come there')
    }
    await reach('Tab', page.locator('.k-work__who a').first())
    await reach('j', lineOf(name, familyName).locator('.k-work__who a'))
    const [first, second] = presses
    await reach('Tab', named(lineOf(name, familyName), first))
    await page.keyboard.press('Enter')
    if (second) {
      await page.waitForURL((url) => !url.pathname.endsWith('/today'))
      const deed = named(page.locator('main'), second)
      await deed.waitFor()
      await reach('Tab', deed)
      await page.keyboard.press('Enter')
    }
    await expect.poll(() => done(clientId), { timeout: 30_000 }).toBe(before + 1)
  })
})
