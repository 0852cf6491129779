/** People and where they live. Cut by consent category: identity, registry number, contact, dwelling. */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { actColumns, standing } from './act-columns.ts'
import { actor } from './actor.ts'

/** Identity. Anyone on a list or asking for help; not yet a case. */
export const person = pgTable(
  'person',
  {
    id: id(),
    familyName: text('family_name').notNull(),
    /** Empty when the list had none. */
    givenName: text('given_name').notNull().default(''),
    /** ISO 8601 cut to what is known: 1975, 1975-05 or 1975-05-01. */
    birthDate: text('birth_date').notNull(),
    gender: text('gender', { enum: ['female', 'male', 'diverse'] }),
    /** ISO 3166 alpha-2 or 'stateless'; the text is what the list says. */
    nationality: text('nationality'),
    nationalityText: text('nationality_text'),
    /** Names folded by `namesKey` of the clients room: for the search, and to match people who have no AZR number. */
    namesKey: text('names_key').notNull(),
    /**
     * Names by their sound, `soundKey` of the clients room: for the search across spellings, and to propose duplicates.
     * Empty until it has been computed for a row that is older than the column.
     */
    soundKey: text('sound_key').notNull().default(''),
    /** The person this one turned out to be: `person_merge` says when and why. Never one that is merged itself. */
    mergedInto: uuid('merged_into').references((): AnyPgColumn => person.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    check('person_birth_date', sql`${t.birthDate} ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'`),
    index('person_by_name').on(t.familyName, t.givenName, t.id),
    index('person_match').on(t.namesKey, t.birthDate),
    index('person_search').using('gin', t.namesKey.op('gin_trgm_ops')),
    index('person_sound').using('gin', t.soundKey.op('gin_trgm_ops')),
    index('person_alike').on(t.soundKey, t.birthDate),
    index('person_born').on(t.birthDate),
    index('person_merged').on(t.mergedInto).where(sql`merged_into is not null`),
    check('person_merged_other', sql`${t.mergedInto} <> ${t.id}`),
  ],
)

/** The number of the central register of foreigners: apart, because no partner may ever read it. */
export const personRegistry = pgTable(
  'person_registry',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => person.id),
    azrNumber: text('azr_number').notNull().unique(),
  },
  (t) => [check('person_registry_azr', sql`${t.azrNumber} ~ '^[0-9]{12}$'`)],
)

/** Contact. */
export const personContact = pgTable(
  'person_contact',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => person.id),
    email: text('email'),
    phone: text('phone'),
    /** BCP 47; the text is what the list says. */
    language: text('language'),
    languageText: text('language_text'),
    interpreter: boolean('interpreter').notNull().default(false),
  },
  (t) => [index('person_contact_phone').on(t.phone).where(sql`phone is not null`)],
)

/** A door. */
export const dwelling = pgTable(
  'dwelling',
  {
    id: id(),
    street: text('street').notNull(),
    houseNumber: text('house_number').notNull().default(''),
    postcode: text('postcode').notNull().default(''),
    town: text('town').notNull().default(''),
    /** Street folded, so that "Gathe" and "Gathe " are one street of the walk. */
    streetKey: text('street_key').notNull(),
  },
  (t) => [uniqueIndex('dwelling_once').on(t.streetKey, t.houseNumber, t.postcode, t.town)],
)

/** How somebody lives; `transitional` = Übergangswohnheim, `reception` = Aufnahmeeinrichtung. */
export const HOUSING_KINDS = ['own-flat', 'transitional', 'reception', 'relatives', 'homeless'] as const

/** Who lived where and how, and since when. Without a door: nobody knows the address, or there is none. */
export const tenancy = pgTable(
  'tenancy',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    dwellingId: uuid('dwelling_id').references(() => dwelling.id),
    /** Null where only a list knows the address. */
    kind: text('kind', { enum: HOUSING_KINDS }),
    /** Of a home or a centre, as people call it. */
    homeName: text('home_name').notNull().default(''),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on'),
  },
  (t) => [
    uniqueIndex('tenancy_current').on(t.personId).where(sql`until_on is null`),
    index('tenancy_dwelling').on(t.dwellingId).where(sql`until_on is null`),
    /** Where a person lived before, too. */
    index('tenancy_person').on(t.personId),
    check('tenancy_dates', sql`${t.untilOn} >= ${t.fromOn}`),
    check('tenancy_known', sql`${t.dwellingId} is not null or ${t.kind} is not null`),
    check('tenancy_homeless', sql`${t.kind} is distinct from 'homeless' or ${t.dwellingId} is null`),
    check(
      'tenancy_home_named',
      sql`${t.homeName} <> '' or ${t.kind} is null or ${t.kind} not in ('transitional', 'reception')`,
    ),
  ],
)

/** People who live and budget together. */
export const household = pgTable('household', { id: id(), createdAt: instant('created_at').notNull() })

/** What somebody is to the one the household was begun with. */
export const RELATIONS = ['head', 'partner', 'child', 'parent', 'sibling', 'other'] as const

export const householdMember = pgTable(
  'household_member',
  {
    householdId: uuid('household_id')
      .notNull()
      .references(() => household.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    relation: text('relation', { enum: RELATIONS }).notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on'),
  },
  (t) => [
    primaryKey({ columns: [t.householdId, t.personId, t.fromOn] }),
    uniqueIndex('household_member_current').on(t.personId).where(sql`until_on is null`),
    index('household_member_now').on(t.householdId).where(sql`until_on is null`),
    check('household_member_dates', sql`${t.untilOn} >= ${t.fromOn}`),
  ],
)

/** Why a file is for named people only. */
export const RESTRICTIONS = ['relative-of-staff', 'threatened', 'other'] as const

/** A case file: opened only by interest at the door, an own request or a referral. */
export const client = pgTable(
  'client',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** The social worker whose case it is. */
    leadId: uuid('lead_id').references(() => actor.id),
    origin: text('origin', { enum: ['door', 'own-request', 'referral'] }).notNull(),
    closedOn: day('closed_on'),
    /** Only named people see the file: `file_access` and the policy in roles.sql. Null = the city's staff does. */
    restriction: text('restriction', { enum: RESTRICTIONS }),
    /** The file this one was brought together with; then it is voided, and its stream is read as part of that one's. */
    mergedInto: uuid('merged_into').references((): AnyPgColumn => client.id),
    ...actColumns(),
  },
  (t) => [
    index('client_restricted').on(t.personId).where(sql`restriction is not null and voided_at is null`),
    index('client_merged').on(t.mergedInto).where(sql`merged_into is not null`),
    check('client_merged_voided', sql`${t.mergedInto} is null or ${t.voidedAt} is not null`),
    uniqueIndex('client_of_person').on(t.personId).where(standing),
    index('client_lead').on(t.leadId).where(sql`closed_on is null and voided_at is null`),
  ],
)

/** Everything that can stand in a client's stream. Each has its sentence in the words of the clients room. */
export const TIMELINE_KINDS = [
  'file-opened',
  'asked',
  'sent',
  'merged',
  'unmerged',
  'handed-over',
  'lent',
  'came-back',
  'restricted',
  'restriction-lifted',
  'visited',
  'deceased',
  'counselled',
  'document-kept',
  'hold-set',
  'hold-ended',
  'assessed',
  'plan-offered',
  'plan-signed',
  'plan-withdrawn',
  'plan-ended',
  'plan-resumed',
  'plan-link-sent',
  'step-done',
  'step-dropped',
  'step-open',
  'appointment-booked',
  'appointment-moved',
  'attended',
  'late',
  'talk-not-held',
  'excused',
  'no-show',
  'appointment-cancelled',
  'client-confirmed',
  'client-cannot-come',
  'client-proposes',
  'reminder-sent',
  'reminder-failed',
  'messages-stopped',
  'messages-resumed',
  'client-wrote',
  'placed',
  'placement-ended',
  // Of placements taken back before everything could be: no longer written.
  'placement-voided',
  'extension-applied',
  'extension-granted',
  'extension-unlimited',
  'extension-refused',
  'consent-given',
  'consent-refused',
  'consent-withdrawn',
  'referred',
  'referral-accepted',
  'referral-declined',
  'referral-ended',
  'partner-note',
  'contact-recorded',
  'work-facts-recorded',
  'notice-given',
  'household-joined',
  'household-left',
  'moved',
  'taken-back',
  'moved-away',
  'stands-again',
  'outcome-open-again',
  'interpreter-agreed',
  'interpreter-lifted',
] as const
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

/** What happened to a client, one stream, append-only. `words` fill the sentence of `kind`. */
export const timeline = pgTable(
  'timeline',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    occurredOn: day('occurred_on').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => actor.id),
    kind: text('kind', { enum: TIMELINE_KINDS }).notNull(),
    refId: uuid('ref_id'),
    words: jsonb('words').$type<Record<string, string | number>>().notNull().default({}),
  },
  (t) => [index('timeline_client').on(t.clientId, t.occurredOn, t.id)],
)
