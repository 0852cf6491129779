/** A training for several people at once, a few days ahead: what a city has besides talks with one. */
import type { Case } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { dateOf, instantAt, workdayAfter, workdayBefore } from './days.ts'
import type { TalkRow } from './follow-ups.ts'
import { type Scene, tellReminders } from './scene.ts'
import type { Colleague } from './staff.ts'

const TITLE = 'Bewerbungstraining'
const PLACE = 'Beratungsstelle'
const SEATS = 10
const TAKEN = 7
const [BEGINS, MINUTES] = [13 * 60 + 30, 90]
const BOOKED_AT = 11 * 60 + 15

/** From Tuesday to Thursday of the week after next at the latest. */
function dayAhead(scene: Scene): number {
  let day = workdayAfter(scene.today, 5)
  while (![2, 3, 4].includes(dateOf(day).dayOfWeek)) day = workdayAfter(day, 1)
  return day
}

/** Seven of ten seats are taken, by people who have nothing else that day; each has a talk of her own, with its reminders. */
export function tellGroup(scene: Scene, cases: readonly Case[], { id: leadId }: Colleague): void {
  const { rows, random } = scene
  const own = random.fork('group')
  const [day, booked] = [dayAhead(scene), workdayBefore(workdayBefore(scene.today))]
  const startsAt = instantAt(day, BEGINS)
  const group = { id: own.uuid(), startsAt, minutes: MINUTES, place: PLACE, responsibleId: leadId }
  const madeAt = instantAt(booked, BOOKED_AT - 5)
  rows.groupTalk.push({
    ...group,
    ...{ title: TITLE, capacity: SEATS, madeAt, madeBy: leadId, changedAt: instantAt(booked, BOOKED_AT) },
  })
  const isElsewhere = new Set(
    rows.appointment.flatMap(({ clientId, startsAt: at }) =>
      at.slice(0, 10) === startsAt.slice(0, 10) ? [clientId] : [],
    ),
  )
  const free = cases.filter(
    (told) => told.exited === null && told.opened < booked && !isElsewhere.has(told.clientId),
  )
  for (const told of own.shuffled(free).slice(0, TAKEN)) {
    const { id: groupId, ...at } = group
    const id = own.uuid()
    const row: TalkRow['row'] = {
      ...{ id, clientId: told.clientId, participationId: told.participationId, groupId },
      ...{ ...at, state: 'booked', ...actOn(booked, leadId, BOOKED_AT) },
    }
    rows.appointment.push(row)
    tellTimeline(rows, told, {
      ...{ day: booked, minute: BOOKED_AT, kind: 'appointment-booked', refId: id, by: leadId },
      words: { when: startsAt, group: TITLE },
    })
    tellReminders(scene, { ...told, workerId: leadId }, [{ row, day, booked, again: false }])
  }
}
