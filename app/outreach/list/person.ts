import type { ResidenceStatus } from '../../permits/statuses.ts'
import type { ListAddress } from './address.ts'
import type { Language } from './languages.ts'

export type Gender = 'male' | 'female' | 'diverse'

/**
 * A person as a city list tells of her. Null means that the list does not say, or not in a way we can read.
 * `birthDate` and `entryDate` are reduced ISO dates ('1975', '1975-05', '1980-11-19'), `validUntil` is a whole
 * one. A `...Text` keeps the words of the list beside our code for them; `namesKey` and `streetKey` are for
 * comparing and grouping only.
 */
export type ListPerson = ListAddress & {
  azrNumber: string | null
  familyName: string
  givenName: string | null
  namesKey: string
  birthDate: string
  gender: Gender | null
  nationality: string | null
  nationalityText: string | null
  residenceStatus: ResidenceStatus | null
  residenceStatusText: string | null
  validUntil: string | null
  entryDate: string | null
  phone: string | null
  email: string | null
  language: Language | null
  languageText: string | null
}

const sameCoded = (known: [string | null, string | null], listed: [string | null, string | null]): boolean =>
  listed[1] === null || (listed[0] === null ? listed[1] === known[1] : listed[0] === known[0])

const differs = (known: string | null, listed: string | null): boolean =>
  known !== null && listed !== null && known !== listed

/** Whoever moved has a whole new address: the old house number must not stick to the new street. */
function mergeAddress(known: ListAddress, listed: ListAddress): ListAddress {
  const moved =
    differs(known.streetKey, listed.streetKey) ||
    differs(known.postcode, listed.postcode) ||
    differs(known.town, listed.town)
  const { street, streetKey, houseNumber, postcode, town } = listed
  if (moved) return { street, streetKey, houseNumber, postcode, town }
  return {
    street: known.street ?? street,
    streetKey: known.streetKey ?? streetKey,
    houseNumber: houseNumber ?? known.houseNumber,
    postcode: known.postcode ?? postcode,
    town: known.town ?? town,
  }
}

/** A new status brings its own date of expiry, or none: the old one would be wrong for it. */
function mergeResidence(
  known: ListPerson,
  listed: ListPerson,
): Pick<ListPerson, 'residenceStatus' | 'residenceStatusText' | 'validUntil'> {
  const { residenceStatus, residenceStatusText, validUntil } = known
  const same = sameCoded(
    [residenceStatus, residenceStatusText],
    [listed.residenceStatus, listed.residenceStatusText],
  )
  if (same) return { residenceStatus, residenceStatusText, validUntil: listed.validUntil ?? validUntil }
  return {
    residenceStatus: listed.residenceStatus,
    residenceStatusText: listed.residenceStatusText,
    validUntil: residenceStatusText === null ? (listed.validUntil ?? validUntil) : listed.validUntil,
  }
}

/** A less precise date that agrees with the known one adds nothing. */
const mergeDate = <T extends string | null>(known: T, listed: T): T =>
  listed === null || known?.startsWith(listed) ? known : listed

/**
 * What is known of a person after a newer list. Filled cells replace, empty and unreadable ones never erase;
 * another spelling of the same street, nationality, status or language changes nothing. Address and residence
 * status with its expiry are each one value: when they change, they change as a whole.
 */
export function mergePerson(known: ListPerson, listed: ListPerson): ListPerson {
  const nation = sameCoded(
    [known.nationality, known.nationalityText],
    [listed.nationality, listed.nationalityText],
  )
  const tongue = sameCoded([known.language, known.languageText], [listed.language, listed.languageText])
  const givenName = listed.givenName ?? known.givenName
  return {
    azrNumber: listed.azrNumber ?? known.azrNumber,
    familyName: listed.familyName,
    givenName,
    namesKey: listed.givenName === null ? joinKey(listed.namesKey, known.namesKey) : listed.namesKey,
    birthDate: mergeDate(known.birthDate, listed.birthDate),
    gender: listed.gender ?? known.gender,
    nationality: nation ? known.nationality : listed.nationality,
    nationalityText: nation ? known.nationalityText : listed.nationalityText,
    ...mergeAddress(known, listed),
    ...mergeResidence(known, listed),
    entryDate: mergeDate(known.entryDate, listed.entryDate),
    phone: listed.phone ?? known.phone,
    email: listed.email ?? known.email,
    language: tongue ? known.language : listed.language,
    languageText: tongue ? known.languageText : listed.languageText,
  }
}

/** Family part of the one key, given part of the other. */
const joinKey = (family: string, given: string): string =>
  `${family.split('|')[0] ?? ''}|${given.split('|')[1] ?? ''}`

/** A field that a person reads, as opposed to the keys made from it. */
export type ListField = Exclude<keyof ListPerson, 'namesKey' | 'streetKey'>

const FIELDS: readonly ListField[] = [
  ...(['azrNumber', 'familyName', 'givenName', 'birthDate', 'gender', 'nationality'] as const),
  ...(['nationalityText', 'street', 'houseNumber', 'postcode', 'town', 'residenceStatus'] as const),
  ...([
    'residenceStatusText',
    'validUntil',
    'entryDate',
    'phone',
    'email',
    'language',
    'languageText',
  ] as const),
]

/** The fields in which two pictures of one person differ. */
export function changedFields(before: ListPerson, after: ListPerson): ListField[] {
  return FIELDS.filter((field) => before[field] !== after[field])
}
