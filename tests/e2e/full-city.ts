/** A city in which every page has something to show. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { beginTalk } from '../../app/assessments/commands/draft.server.ts'
import { recordAssessment } from '../../app/assessments/commands.server.ts'
import { recorded } from '../../app/clients/commands.server.ts'
import { keepFile } from '../../app/files/commands.server.ts'
import { addInterpreter, askInterpreter } from '../../app/follow-ups/commands.server.ts'
import { addMember, makeGroup } from '../../app/follow-ups/groups/commands.server.ts'
import { interpretersOf } from '../../app/follow-ups/queries.server.ts'
import { addMember as joinHousehold, moveHome } from '../../app/households/commands.server.ts'
import { recordContact } from '../../app/intake/commands.server.ts'
import { ok, type Result } from '../../app/kit/result.ts'
import { recordVisit } from '../../app/outreach/commands.server.ts'
import { keepReading } from '../../app/outreach/draft/commands.server.ts'
import { keepUpload, pack } from '../../app/outreach/draft/store.server.ts'
import { codeDigest } from '../../app/outreach/letters/codes.ts'
import { importList } from '../../app/outreach/list/import.server.ts'
import { readList } from '../../app/outreach/list/read.ts'
import { planRound } from '../../app/outreach/rounds/commands.server.ts'
import { applyForExtension, recordTitle } from '../../app/permits/commands.server.ts'
import { NOTHING_KNOWN } from '../../app/permits/rules/work-permission.ts'
import { recordWorkFacts } from '../../app/permits/work-facts.server.ts'
import { recordPlacement } from '../../app/placements/commands.server.ts'
import { writePlan } from '../../app/work-plans/commands/write.server.ts'
import { closureDay, followUpHold, workerAbsence } from '../../db/city/schema/follow-ups.ts'
import { outreachLetter, roundPerson, visit as visitTable } from '../../db/city/schema/outreach.ts'
import { caseworker, type TestCity } from '../factories/city.ts'
import { pdfOf } from '../factories/documents.ts'
import { makePerson } from '../factories/people.ts'
import { planContent } from '../factories/plans.ts'
import { makeTalk } from '../factories/talks.ts'
import { toldTalk } from '../factories/told.ts'

const LIST = new URL('../fixtures/city-list-wuppertal.csv', import.meta.url)

export interface FullCity {
  clientId: string
  personId: string
  /** Stands on no list, and may be the same person. */
  twinId: string
  participationId: string
  appointmentId: string
  /** Has a seat for the client. */
  groupId: string
  importId: string
  roundId: string
  /** At a door where nobody has a file: the twin's refusal. */
  visitId: string
  /** The assessment talk under way. */
  talkId: string
  /** The same list once more, previewed and not taken. */
  draftId: string
  placementId: string
  documentId: string
}

const REACHED = {
  basedOn: null,
  mobile: '+4915112345678',
  phone: null,
  email: 'selam@example.net',
  messenger: '',
  preferred: 'mobile',
  bestTime: 'nach 14 Uhr',
  otherName: 'Schwester Rahel',
  otherPhone: '+4915187654321',
  language: 'ti',
  interpreter: true,
  interpreterGender: null,
  readsLanguage: 'ti',
  literacy: 'little',
} as const

const TOLERATED = {
  ...NOTHING_KNOWN,
  basedOn: null,
  receptionDuty: 'no',
  stayingSince: '2023-01-10',
  removalImminent: 'no',
  barred: 'no',
} as const

const HOME = {
  kind: 'transitional',
  homeName: 'Hardt',
  street: 'Hardtstraße',
  houseNumber: '12',
  postcode: '42107',
  town: 'Wuppertal',
  fromOn: '2026-03-09',
} as const

function must<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** The code of its letter. */
export const LETTER_CODE = 'B7KQD-29XWM'

/** A letter to somebody of the round, whose code is known here. */
async function sendLetter(city: TestCity, roundId: string): Promise<void> {
  await city.work(async ({ db, now, today, actor }) => {
    const [walked] = await db
      .select({ personId: roundPerson.personId })
      .from(roundPerson)
      .where(eq(roundPerson.roundId, roundId))
      .limit(1)
    if (!walked) throw new Error('Nobody is in the round')
    await db
      .insert(outreachLetter)
      .values({
        roundId,
        personId: walked.personId,
        language: 'ar',
        codeDigest: codeDigest(LETTER_CODE),
        expiresOn: today.add({ days: 90 }).toString(),
        occurredOn: today.toString(),
        recordedAt: now,
        recordedBy: actor.id,
      })
      // A city may be filled twice.
      .onConflictDoNothing({ target: outreachLetter.codeDigest })
  })
}

/** The city's list previewed and not taken, as of the city's clock. */
export function previewedDraft(city: TestCity): Promise<string> {
  const { header, rows } = must(readList(readFileSync(LIST)))
  return city.work(async (work) => {
    const id = must(await keepUpload(work, { bytes: new Uint8Array([1]), programme: 'laufend' }))
    const sheets = [{ name: '', rows: [{ line: 1, cells: header }, ...rows] }]
    await keepReading(work, id, ok(await pack({ sheets })), () => undefined)
    return id
  })
}

export async function fillCity(city: TestCity): Promise<FullCity> {
  const list = must(readList(readFileSync(LIST)))
  const { importId } = must(await city.work((work) => importList(work, list)))
  const draftId = await previewedDraft(city)
  const { clientId, participationId, appointmentId, personId } = await makeTalk(city)
  const today = '2026-03-09'
  const visit = { formKey: randomUUID(), personId, occurredOn: today, outcome: 'interested' } as const
  must(await city.work((work) => recordVisit(work, visit)))
  must(await city.work((work) => recordAssessment(work, toldTalk(clientId))))
  const talkId = randomUUID()
  must(await city.work((work) => beginTalk(work, { clientId, formKey: talkId })))
  const content = planContent('Schneiderin')
  must(await city.work((work) => writePlan(work, { clientId, basis: '', as: 'offered', content })))
  const paper = { status: null, wording: 'Duldung § 60a', validUntil: '2026-06-10', seenOn: today }
  must(await city.work((work) => recordTitle(work, clientId, { formKey: randomUUID(), ...paper })))
  must(
    await city.work((work) => applyForExtension(work, clientId, { formKey: randomUUID(), appliedOn: today })),
  )
  const placementId = must(
    await city.work((work) =>
      recordPlacement(work, clientId, {
        formKey: randomUUID(),
        employer: 'Näherei Bergmann GmbH',
        town: 'Wuppertal',
        jobTitle: 'Schneiderin',
        workingTime: 'full-time',
        hoursPerWeek: 38.5,
        firstDay: today,
        sure: true,
      }),
    ),
  )
  const roundId = must(
    await city.work((work) =>
      planRound(
        work,
        {
          formKey: randomUUID(),
          name: 'Runde im März',
          fromOn: today,
          untilOn: '2026-03-31',
          instructions: '',
          phone: '0202 563 1',
          targetWomen: 50,
          targetUnder27: 30,
          walkers: [caseworker.id],
          postcodes: [],
          streetKeys: [],
          languages: [],
          women: false,
          under27: false,
        },
        [caseworker],
      ),
    ),
  )
  await sendLetter(city, roundId)
  must(await city.work((work) => recordContact(work, clientId, { formKey: randomUUID(), ...REACHED })))
  await findInterpreter(city, { clientId, appointmentId })
  must(await city.work((work) => recordWorkFacts(work, clientId, { formKey: randomUUID(), ...TOLERATED })))
  const documentId = must(
    await keepFile(
      city.access(),
      { formKey: randomUUID(), clientId, kind: 'certificate', title: 'Zeugnis der Berufsschule' },
      pdfOf('Zeugnis'),
    ),
  )
  const child = { familyName: 'Haile', givenName: 'Yonas', birthDate: '2018-05-04', gender: 'male' } as const
  must(
    await city.work((work) =>
      joinHousehold(work, clientId, {
        formKey: randomUUID(),
        ...child,
        relation: 'child',
        fromOn: today,
        // A city may be filled twice.
        same: 'no',
      }),
    ),
  )
  must(
    await city.work((work) =>
      moveHome(work, clientId, { ...HOME, formKey: randomUUID(), movers: [personId] }),
    ),
  )
  const twinId = await city.work((work) => makePerson(work, { familyName: 'Selam', givenName: 'Haile' }))
  must(
    await city.work((work) =>
      recordVisit(work, { formKey: randomUUID(), personId: twinId, occurredOn: today, outcome: 'declined' }),
    ),
  )
  const visitId = await city.work(async ({ db }) => {
    const [made] = await db
      .select({ id: visitTable.id })
      .from(visitTable)
      .where(eq(visitTable.personId, twinId))
    if (!made) throw new Error('A visit just written is gone')
    return made.id
  })
  await fillCalendar(city, { clientId, participationId })
  const groupId = await fillGroup(city, clientId)
  return {
    clientId,
    personId,
    twinId,
    participationId,
    appointmentId,
    groupId,
    importId,
    draftId,
    talkId,
    roundId,
    visitId,
    placementId,
    documentId,
  }
}

/** Two who translate, one of whom is asked for the talk. */
async function findInterpreter(
  city: TestCity,
  of: { clientId: string; appointmentId: string },
): Promise<void> {
  const [person, service] = ['Selam Tesfay', 'Dolmetschen am Telefon']
  const told = { languages: ['ti', 'am'], phone: '+49202123456' }
  // A city may be filled twice.
  await city.work((work) => addInterpreter(work, { ...told, name: person, service: false }))
  await city.work((work) => addInterpreter(work, { ...told, name: service, service: true }))
  await city.work(async (work) => {
    const known = await interpretersOf(work.db)
    const interpreterId = known.find(({ name }) => name === service)?.id ?? ''
    must(await askInterpreter(work, { ...of, interpreterId, mode: undefined }))
  })
}

/** A group that lies ahead of the city's clock, with the client in it. */
const fillGroup = (city: TestCity, clientId: string): Promise<string> =>
  city.work(async (work) => {
    const made = await makeGroup(work, {
      // A city may be filled twice, and nobody has two groups at one time.
      ...{ formKey: randomUUID(), title: 'Bewerbungstraining', seats: 8 },
      responsible: { id: randomUUID(), name: 'Gerda Gruppe' },
      ...{ day: '2026-04-21', time: '13:30', minutes: 90, at: 'office', roomId: null },
    })
    if (!made.ok) throw new Error(made.error)
    const added = await addMember(work, { groupId: made.value, clientId })
    if (!added.ok) throw new Error(added.error)
    return made.value
  })

/** A hold that is over, a day the office is closed and a worker who is away. */
async function fillCalendar(
  city: TestCity,
  file: { clientId: string; participationId: string },
): Promise<void> {
  await city.work(async (work) => {
    const { db, now, actor } = work
    const made = { madeAt: now, madeBy: actor.id }
    const days = { fromOn: '2026-02-02', untilOn: '2026-02-13', endedOn: '2026-02-13' }
    await db.insert(followUpHold).values({ ...file, reason: 'travel', ...days, ...recorded(work) })
    // A city may be filled twice.
    await db
      .insert(closureDay)
      .values({ onDay: '2026-12-24', name: 'Heiligabend', ...made })
      .onConflictDoNothing()
    await db
      .insert(workerAbsence)
      .values({ actorId: actor.id, fromOn: '2026-12-28', untilOn: '2026-12-30', reason: 'leave', ...made })
      .onConflictDoNothing()
  })
}
