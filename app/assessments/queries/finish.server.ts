import type { Actor } from '../../../db/act.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { talkLeaders, talksOf, type Worker } from '../queries.server.ts'
import { factsFrom } from '../rules/facts.ts'
import { type FunderLine, funderList } from '../rules/funder.ts'
import { type Proposal, proposalsFrom } from '../rules/proposals.ts'
import { isTold, type Said, saidIn, TOPICS } from '../rules/topics.ts'
import { type Draft, draftOf, savedIn } from './draft.server.ts'
import { personFactsOf } from './person.server.ts'

export interface FinishPage {
  draft: Draft
  said: Said
  proposals: Proposal[]
  funder: FunderLine[]
  carry: { topics: number; from: string } | null
  leaders: Worker[]
}

/** All of a talk under way, before it is closed. Undefined when none is. */
export async function finishPage(
  db: StaffDb,
  clientId: string,
  asking: Actor,
): Promise<FinishPage | undefined> {
  const draft = await draftOf(db, clientId)
  const person = await personFactsOf(db, clientId)
  if (!draft || !person) return undefined
  const said = saidIn(await savedIn(db, draft.draftId))
  const { ability } = said.answers
  const [last] = await talksOf(db, clientId)
  const open = TOPICS.filter(
    (topic) => last?.answers[topic] && !draft.topics.some((saved) => saved.topic === topic),
  )
  return {
    draft,
    said,
    proposals: isTold(said.answers)
      ? proposalsFrom({
          ...factsFrom(said.answers),
          ability: ability?.ability ?? null,
          childcare: ability?.childcare ?? null,
        })
      : [],
    funder: funderList(person, said.answers),
    carry: last && open.length > 0 ? { topics: open.length, from: last.occurredOn } : null,
    leaders: await talkLeaders(db, asking),
  }
}
