import { sql } from 'drizzle-orm'
import { soundKey } from '../../clients/rules/sounds.ts'
import { namesKey } from '../../clients/rules.ts'
import type { MergeInput } from '../input.ts'
import type { Change } from './changes.server.ts'
import type { Side } from './sides.server.ts'

type Sides = { kept: Side; gone: Side }

const chosen = <K extends keyof Side>({ kept, gone }: Sides, side: 'kept' | 'gone', field: K): Side[K] =>
  (side === 'kept' ? kept : gone)[field]

/** The values chosen from the other entry, written to the one that stays. */
export function fieldChanges(sides: Sides, input: MergeInput): Change[] {
  const { kept } = sides
  const ofKept = sql`was.person_id = ${kept.personId}::uuid`
  const familyName = chosen(sides, input.familyName, 'familyName')
  const givenName = chosen(sides, input.givenName, 'givenName')
  const nation = input.nationality
  const changes: Change[] = [
    {
      table: 'person',
      key: ['id'],
      columns: [
        'family_name',
        'given_name',
        'birth_date',
        'gender',
        'nationality',
        'nationality_text',
        'names_key',
        'sound_key',
      ],
      set: sql`family_name = ${familyName}, given_name = ${givenName},
        birth_date = ${chosen(sides, input.birthDate, 'birthDate')}, gender = ${chosen(sides, input.gender, 'gender')},
        nationality = ${chosen(sides, nation, 'nationality')}, nationality_text = ${chosen(sides, nation, 'nationalityText')},
        names_key = ${namesKey(familyName, givenName)}, sound_key = ${soundKey(familyName, givenName)}`,
      where: sql`was.id = ${kept.personId}::uuid`,
    },
  ]
  if (sides.kept.hasContact && sides.gone.hasContact)
    changes.push({
      table: 'person_contact',
      key: ['person_id'],
      columns: ['phone', 'email', 'language', 'language_text', 'interpreter'],
      set: sql`phone = ${chosen(sides, input.phone, 'phone')}, email = ${chosen(sides, input.email, 'email')},
        language = ${chosen(sides, input.language, 'language')},
        language_text = ${chosen(sides, input.language, 'languageText')},
        interpreter = ${chosen(sides, input.language, 'interpreter') ?? false}`,
      where: ofKept,
    })
  if (input.enteredOn === 'gone' && sides.kept.enteredOn && sides.gone.enteredOn)
    changes.push({
      table: 'person_stay',
      key: ['person_id'],
      columns: ['entered_on'],
      set: sql`entered_on = ${sides.gone.enteredOn}`,
      where: ofKept,
    })
  return changes
}
