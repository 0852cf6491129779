/** People somebody entered by hand who stood on a list already: for the page of duplicates. */

import { soundKey, soundsOf } from '../../app/clients/rules/sounds.ts'
import { foldName, namesKey } from '../../app/clients/rules.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'

/** As another office writes it. */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/sh/i, 'sch'],
  [/ou/i, 'u'],
  [/kh/i, 'ch'],
  [/q/i, 'k'],
  [/y/i, 'i'],
  [/ee/i, 'i'],
  [/(?<=[aeiou])([lmnrs])(?=[aeiou])/i, '$1$1'],
]

function otherwise(name: string): string | undefined {
  const written = OTHERWISE.map(([letters, other]) => name.replace(letters, other)).find(
    (other) => foldName(other) !== foldName(name) && soundsOf(other).join() === soundsOf(name).join(),
  )
  return written && written.charAt(0).toUpperCase() + written.slice(1).toLowerCase()
}

/** Enters some of these people a second time: names turned round, or spelled otherwise. */
export function tellTwice(rows: CityRows, random: Random, people: readonly Person[]): void {
  people.forEach((one, at) => {
    const known = rows.person.find(({ id }) => id === one.id)
    if (!known) return
    const spelled = otherwise(one.familyName)
    const [familyName, givenName] =
      at % 2 === 0 && spelled ? [spelled, one.givenName] : [one.givenName, one.familyName]
    const id = random.uuid()
    rows.person.push({
      ...known,
      id,
      familyName,
      givenName,
      namesKey: namesKey(familyName, givenName),
      soundKey: soundKey(familyName, givenName),
    })
    rows.personContact.push({ personId: id, phone: one.phone, email: null, language: one.language })
  })
}
