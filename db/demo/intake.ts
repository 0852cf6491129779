import { namesKey } from '../../app/clients/rules.ts'
import { NOTICE_VERSION } from '../../app/intake/rules.ts'
import { NOTHING_KNOWN } from '../../app/permits/rules/work-permission.ts'
import type { Case } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { type Day, dayOf, instantAt, iso } from './days.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'

const TIMES = ['vormittags', 'nach 14 Uhr', 'abends, nicht freitags', 'mittwochs und donnerstags']
const OTHERS = ['', '', '', 'Schwester', 'Nachbarin im selben Haus', 'Ehrenamtliche aus der Gemeinde']
/** Before every talk of the running programme, on whatever day the story is told: birthdays do not move with it. */
const YOUNGEST_CHILD = dayOf('2022-06-01')
/** Written down some minutes after the talk. */
const NOTED = 12 * 60

/** Most were asked in the first talk how to reach them and since when they are here, and were given the sheet. */
export function tellIntake(rows: CityRows, told: Case): void {
  const { person, workerId } = told
  const [day] = told.assessed
  const random = told.random.fork('intake')
  if (day === undefined || !random.chance(0.94)) return
  const { email, phone, language, interpreter } = person
  const isMobile = phone?.startsWith('+491') ?? false
  const contactId = random.uuid()
  rows.contactRecord.push({
    id: contactId,
    personId: person.id,
    email,
    mobile: isMobile ? phone : null,
    phone: isMobile ? null : phone,
    preferred: phone ? (isMobile ? 'mobile' : 'phone') : email ? 'email' : 'letter',
    bestTime: random.pick(TIMES),
    otherName: random.pick(OTHERS),
    language,
    interpreter,
    interpreterGender: interpreter && random.chance(0.15) ? 'female' : null,
    readsLanguage: language,
    literacy: random.weighted([
      ['well', 6],
      ['little', 3],
      ['none', 1],
    ]),
    ...actOn(day, workerId, NOTED),
  })
  tellTimeline(rows, told, { day, kind: 'contact-recorded', refId: contactId, minute: NOTED })
  const factsId = random.uuid()
  const arrived = day - random.int(500, 3000)
  rows.workFacts.push({
    id: factsId,
    personId: person.id,
    ...NOTHING_KNOWN,
    receptionDuty: 'no',
    stayingSince: iso(arrived),
    asylumAppliedOn: iso(arrived + random.int(3, 60)),
    safeCountry: 'no',
    rejection: 'no',
    removalImminent: random.chance(0.9) ? 'no' : 'unknown',
    barred: 'no',
    ...actOn(day, workerId, NOTED),
  })
  tellTimeline(rows, told, { day, kind: 'work-facts-recorded', refId: factsId, minute: NOTED })
  const formId = random.uuid()
  const notice = {
    formId,
    textVersion: NOTICE_VERSION,
    language: random.pick(['de', 'de-simple']),
    way: interpreter ? 'read-out' : 'handed-out',
    interpreterName: interpreter ? 'Sprachmittlung der Stadt' : '',
    ...actOn(day, workerId, NOTED),
  } as const
  // One talk serves the family.
  for (const personId of [person.id, ...tellChildren(rows, told, day)])
    rows.privacyNotice.push({ ...notice, id: random.uuid(), personId })
  tellTimeline(rows, told, { day, kind: 'notice-given', refId: formId, minute: NOTED })
  const earns = random.chance(0.3)
  rows.earning.push({
    id: random.uuid(),
    personId: person.id,
    earns: earns ? 'yes' : 'no',
    kind: earns ? random.pick(['employment', 'minijob']) : null,
    ...actOn(day, workerId, NOTED),
  })
}

/** Some who were found alone have children at home, of whom the first talk tells. */
function tellChildren(rows: CityRows, { person, workerId, random: story }: Case, day: Day): string[] {
  const random: Random = story.fork('children')
  const { id, familyName, origin, dwellingId, phone, alone } = person
  if (!alone || !random.chance(0.4)) return []
  const householdId = random.uuid()
  const fromOn = iso(day)
  const createdAt = instantAt(day, NOTED)
  rows.household.push({ id: householdId, createdAt })
  rows.householdMember.push({ householdId, personId: id, relation: 'head', fromOn })
  if (phone)
    rows.householdContact.push({
      id: random.uuid(),
      householdId,
      phone,
      note: 'Telefon der Familie, am besten abends',
      ...actOn(day, workerId, NOTED),
    })
  return Array.from({ length: random.int(1, 3) }, () => {
    const childId = random.uuid()
    const female = random.chance(0.5)
    const givenName = random.pick(female ? origin.women : origin.men)
    rows.person.push({
      id: childId,
      familyName,
      givenName,
      birthDate: iso(YOUNGEST_CHILD - random.int(0, 4000)),
      gender: female ? 'female' : 'male',
      namesKey: namesKey(familyName, givenName),
      createdAt,
    })
    rows.householdMember.push({ householdId, personId: childId, relation: 'child', fromOn })
    rows.tenancy.push({ id: random.uuid(), personId: childId, dwellingId, fromOn, untilOn: null })
    return childId
  })
}
