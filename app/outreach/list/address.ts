import { fold } from './text.ts'

/** Where a person lives as listed. `streetKey` groups the spellings of one street, `street` is for showing. */
export type ListAddress = {
  street: string | null
  streetKey: string | null
  houseNumber: string | null
  postcode: string | null
  town: string | null
}

const STREET_AND_NUMBER =
  /^(.*[^\d\s,])[\s,]+(?:nr\.?\s?|haus\s)?(\d{1,4}\s?\p{L}?(?:\s?[-–/+]\s?\d{1,4}\s?\p{L}?)?)$/iu

/** "Uellendahler Str." and "Strasse" as one writes it: "Uellendahler Straße". */
export function writtenStreet(text: string): string {
  return text
    .replace(/(?<![\p{L}])(str\.?|strasse)(?![\p{L}])/iu, 'Straße')
    .replace(/(?<=[\p{Ll}])(str\.|str$|strasse)(?![\p{L}])/u, 'straße')
    .trim()
}

/** What groups the spellings of a street: "Friedrich-Ebert-Str." = "Friedrich Ebert Straße". */
export function streetKey(street: string): string {
  return fold(writtenStreet(street).replace(/(?<![\p{L}])pl\.(?![\p{L}])/iu, 'Platz'))
}

/** "12 A" and "7 – 9" as the city writes them: "12a", "7-9". */
export function writtenHouseNumber(text: string): string {
  return text
    .replace(/^nr\.?\s*/i, '')
    .replace(/\s*[-–—]\s*/g, '-')
    .replace(/(\d)\s?(\p{L})(?!\p{L})/gu, (_, digit: string, letter: string) => digit + letter.toLowerCase())
}

/** Splits "Gathe 12a, 42107 Wuppertal" or "42107 Wuppertal"; parts it does not find stay empty. */
function splitAddress(text: string): { street: string; postcode: string; town: string } {
  const tail = /^(?:(.*?)[,;]\s*)?((?:D[-\s]*)?\d{5})(?:\s+(\D+))?$/iu.exec(text)
  return { street: tail === null ? text : (tail[1] ?? ''), postcode: tail?.[2] ?? '', town: tail?.[3] ?? '' }
}

/**
 * Reads the cells of an address, however many columns they stand in. A house number at the end of the street
 * is taken when its own column is empty.
 *
 * @returns the address, and whether the postcode is not one of five digits
 */
export function readAddress(cells: {
  address: string
  street: string
  houseNumber: string
  postcodeTown: string
  postcode: string
  town: string
}): { address: ListAddress; postcodeInvalid: boolean } {
  const whole = splitAddress(cells.address)
  const place = splitAddress(cells.postcodeTown)
  const line = cells.street || whole.street
  const split = cells.houseNumber === '' ? STREET_AND_NUMBER.exec(line) : null
  const street = writtenStreet(split?.[1] ?? line)
  const houseNumber = writtenHouseNumber(split?.[2] ?? cells.houseNumber)
  const code = cells.postcode || place.postcode || whole.postcode
  const postcode = /^(?:D[-\s]*)?(\d{5})$/i.exec(code)?.[1] ?? null
  // A place cell that is no "42103 Wuppertal" still names the town.
  const town = cells.town || place.town || place.street || whole.town
  return {
    address: {
      street: street || null,
      streetKey: streetKey(street) || null,
      houseNumber: houseNumber || null,
      postcode,
      town: town || null,
    },
    postcodeInvalid: code !== '' && postcode === null,
  }
}
