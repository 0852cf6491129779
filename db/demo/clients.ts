import type { TimelineKind } from '../city/schema/clients.ts'
import type { Case } from './cases.ts'
import { type Day, instantAt, iso } from './days.ts'
import type { CityRows, Row } from './rows.ts'

/** When things get written down: at the end of a talk, within office hours. */
const NOTED = 11 * 60 + 40

/** The columns of every act. */
export const actOn = (day: Day, workerId: string, minute = NOTED) => ({
  occurredOn: iso(day),
  recordedAt: instantAt(day, minute),
  recordedBy: workerId,
  conductedBy: workerId,
})

interface Entry {
  day: Day
  kind: TimelineKind
  minute?: number
  refId?: string
  words?: Record<string, string | number>
  by?: string
}

/** A line of the client's stream as the commands write it. */
export function tellTimeline(rows: CityRows, { clientId, workerId }: Case, entry: Entry): void {
  const { day, kind, refId, words, minute, by } = entry
  rows.timeline.push({
    clientId,
    occurredOn: iso(day),
    recordedAt: instantAt(day, minute ?? NOTED),
    recordedBy: by ?? workerId,
    kind,
    refId: refId ?? null,
    words: words ?? {},
  })
}

/** The file and the time in the programme. A client who was in one before has a file already. */
export function tellFile(rows: CityRows, told: Case, files: Map<string, Row<'client'>>): void {
  const { clientId, participationId, person, programme, workerId, origin, opened, exited, closes } = told
  const closedOn = closes && exited !== null ? iso(exited) : null
  const known = files.get(clientId)
  if (known) {
    known.closedOn = closedOn
    known.leadId = workerId
  } else {
    const file: Row<'client'> = {
      id: clientId,
      personId: person.id,
      leadId: workerId,
      origin,
      closedOn,
      ...actOn(opened, workerId, 10 * 60),
    }
    files.set(clientId, file)
    rows.client.push(file)
  }
  rows.participation.push({
    id: participationId,
    clientId,
    programmeId: programme.id,
    exitedOn: exited === null ? null : iso(exited),
    ...actOn(opened, workerId, 10 * 60),
  })
  tellTimeline(rows, told, {
    day: opened,
    minute: 10 * 60,
    kind: 'file-opened',
    refId: participationId,
    words: { programme: programme.name },
  })
}
