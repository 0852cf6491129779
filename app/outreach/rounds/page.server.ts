import type { StaffDb } from '../../../db/handles.ts'
import { callBacksOf, figuresOf, roundHead, roundPeople } from './queries.server.ts'
import type { RoundViewProps } from './round-view.tsx'
import { attemptsOf, countStates, proposesLetter } from './rules.ts'

/** Everything a round's page shows. Undefined when there is no such round. */
export async function roundPage(
  db: StaffDb,
  roundId: string,
): Promise<Omit<RoundViewProps, 'slug' | 'today' | 'formKey'> | undefined> {
  const round = await roundHead(db, roundId)
  if (!round) return undefined
  const people = await roundPeople(db, roundId)
  const proposed = people.filter((one) => proposesLetter({ ...one, hasLetter: one.letter !== null }))
  return {
    round,
    figures: figuresOf(people),
    states: countStates(people.map(({ state }) => state)),
    callBacks: await callBacksOf(db, roundId),
    letters: {
      proposed: proposed.map(({ personId, name, address, language, visits }) => ({
        personId,
        name,
        address,
        language,
        attempts: attemptsOf(visits),
      })),
      unsent: people.filter(({ letter }) => letter?.sentOn === null).length,
      sent: people.filter(({ letter }) => letter?.sentOn).length,
    },
  }
}
