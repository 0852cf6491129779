import type { SHARING_PURPOSES } from '../city/schema/partners.ts'
import { type Case, workdayUpTo } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { type Day, instantAt, iso, workdayAfter } from './days.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'
import type { Colleague } from './staff.ts'

export interface Partner {
  /** The platform's id of the organisation. */
  id: string
  name: string
  purpose: (typeof SHARING_PURPOSES)[number]
  /** Who works there. */
  contact: Colleague
}

const NEEDED = ['identity', 'contact', 'services'] as const
const NOTED = 11 * 60 + 50
/** Two years: for as long as a round of the work takes. */
const GOOD_FOR = 730

const ERRANDS = [
  'Bitte zuerst den Lebenslauf gemeinsam überarbeiten, Unterlagen liegen vor.',
  'Termine nur vormittags, die Kinder sind bis 14 Uhr betreut.',
  'Spricht am Telefon besser als im Schreiben. Bitte anrufen, nicht mailen.',
  'Zeugnisse sind übersetzt, die Anerkennung ist noch offen.',
]
const CITY_NOTES = [
  'Kommt pünktlich und gut vorbereitet. Sucht möglichst bald eine Stelle in der Nähe der Wohnung.',
  'Der Deutschkurs läuft bis zum Sommer, danach ist mehr Zeit.',
  'Für Bewerbungen fehlt noch ein aktuelles Foto.',
]
const INTERNAL_NOTES = [
  'Familiäre Lage angespannt, beim nächsten Gespräch behutsam nachfragen.',
  'Rückfrage an die Ausländerbehörde gestellt, Antwort steht aus.',
]
const PARTNER_NOTES = [
  'Erstes Treffen: Lebenslauf begonnen, zwei Stellen herausgesucht.',
  'Bewerbungsmappe fertig, drei Bewerbungen verschickt.',
  'Zum zweiten Treffen gekommen, Gespräch mit einem Betrieb geübt.',
]
const DECLINED = 'Zurzeit kein freier Platz, frühestens in drei Monaten.'

/** A client sent to a partner organisation, who consented to what it may see; now and then one who did not want to. */
export function tellReferral(rows: CityRows, told: Case, partners: readonly Partner[], today: Day): void {
  const { plan, exited } = told
  const random = told.random.fork('partners')
  if (partners.length === 0 || plan?.signed === undefined || exited !== null || !random.chance(0.16)) return
  const partner = random.pick(partners)
  const given = !random.chance(0.06)
  // Asked some time after the plan was signed; some only in these days.
  const ago = random.chance(0.25) ? random.int(1, 6) : random.int(20, 170)
  const day = workdayUpTo(Math.max(plan.signed, today - ago))
  tellConsent(rows, told, { partner, random, day, given })
  if (given) tellErrand(rows, told, { partner, random, day, today })
}

interface Asked {
  partner: Partner
  random: Random
  day: Day
  given: boolean
}

function tellConsent(rows: CityRows, told: Case, { partner, random, day, given }: Asked): void {
  const { person, clientId, workerId } = told
  const formId = random.uuid()
  const more = random.weighted([
    [[], 4],
    [['assessment'], 3],
    [['assessment', 'plan'], 4],
    [['assessment', 'plan', 'health'], 1],
  ] as const)
  for (const category of [...NEEDED, ...more])
    rows.consent.push({
      id: category === 'identity' ? formId : random.uuid(),
      formId,
      clientId,
      organisationId: partner.id,
      organisationName: partner.name,
      category,
      purpose: partner.purpose,
      answer: given ? 'given' : 'refused',
      textVersion: '1',
      languageShown: person.language,
      interpreter: person.interpreter,
      interpreterName: '',
      signedHow: given ? 'paper' : null,
      signedName: given ? `${person.givenName} ${person.familyName}` : '',
      expiresOn: given ? iso(day + GOOD_FOR) : null,
      ...actOn(day, workerId, NOTED),
    })
  tellTimeline(rows, told, {
    day,
    minute: NOTED,
    kind: given ? 'consent-given' : 'consent-refused',
    refId: formId,
    words: { organisation: partner.name },
  })
}

interface Errand {
  partner: Partner
  random: Random
  day: Day
  today: Day
}

function tellErrand(rows: CityRows, told: Case, { partner, random, day, today }: Errand): void {
  const { clientId, participationId, workerId } = told
  const referralId = random.uuid()
  const organisationId = partner.id
  const words = { organisation: partner.name }
  // Its consent to identity was written down last.
  const consent = rows.consent.findLast(
    (row) => row.clientId === clientId && row.organisationId === partner.id && row.category === 'identity',
  )
  if (!consent?.id) throw new Error('A referral without consent')
  rows.referral.push({
    id: referralId,
    clientId,
    participationId,
    organisationId,
    organisationName: partner.name,
    purpose: partner.purpose,
    consentId: consent.id,
    note: random.pick(ERRANDS),
    ...actOn(day, workerId, NOTED + 5),
  })
  tellTimeline(rows, told, { day, minute: NOTED + 5, kind: 'referred', refId: referralId, words })
  tellNote(rows, told, { day, random, by: workerId, text: random.pick(CITY_NOTES), internal: false })
  if (random.chance(0.4))
    tellNote(rows, told, { day, random, by: workerId, text: random.pick(INTERNAL_NOTES), internal: true })
  const answered = workdayAfter(day, random.int(1, 6))
  if (answered >= today) return
  const declined = random.chance(0.08)
  const by = partner.contact.id
  rows.referralAnswer.push({
    referralId,
    organisationId,
    answer: declined ? 'declined' : 'accepted',
    reason: declined ? DECLINED : '',
    answeredAt: instantAt(answered, NOTED),
    answeredBy: by,
  })
  tellTimeline(rows, told, {
    day: answered,
    minute: NOTED,
    kind: declined ? 'referral-declined' : 'referral-accepted',
    refId: referralId,
    words,
    by,
  })
  const met = workdayAfter(answered, random.int(4, 12))
  if (declined || met >= today) return
  tellNote(rows, told, {
    day: met,
    random,
    by,
    text: random.pick(PARTNER_NOTES),
    internal: false,
    organisationId,
  })
  tellTimeline(rows, told, { day: met, minute: NOTED, kind: 'partner-note', words, by })
}

interface Told {
  day: Day
  random: Random
  by: string
  text: string
  internal: boolean
  organisationId?: string
}

function tellNote(
  rows: CityRows,
  { clientId }: Case,
  { day, random, by, text, internal, organisationId }: Told,
): void {
  rows.note.push({
    id: random.uuid(),
    clientId,
    text,
    internal,
    organisationId: organisationId ?? null,
    ...actOn(day, by, NOTED),
  })
}
