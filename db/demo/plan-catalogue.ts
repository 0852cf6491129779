/** Goals and steps as a city has made them its own. */
import type { DemoCity } from './bergisch.ts'
import type { Row } from './rows.ts'
import type { Scene } from './scene.ts'

type Kept = Pick<Row<'planCatalogueStep'>, 'proposalKey' | 'goal' | 'what' | 'who' | 'weeks' | 'evidence'>

const WUPPERTAL: readonly (Kept & { retired?: true })[] = [
  {
    proposalKey: 'german-course',
    goal: 'german',
    what: 'Beratung zum Deutschkurs an der Volkshochschule holen und anmelden',
    who: 'client',
    weeks: 4,
    evidence: 'Anmeldebestätigung',
  },
  {
    proposalKey: 'encourage',
    goal: 'job',
    what: 'In Ruhe besprechen, was im Weg steht; jemanden treffen, der den Weg schon gegangen ist',
    who: 'worker',
    weeks: 4,
    evidence: '',
    retired: true,
  },
  {
    goal: 'ready',
    what: 'Termin bei der Schuldnerberatung machen',
    who: 'client',
    weeks: 4,
    evidence: 'Terminzettel',
  },
  {
    goal: 'german',
    what: 'Einmal in der Woche ins Sprachcafé gehen',
    who: 'client',
    weeks: 3,
    evidence: '',
  },
  {
    goal: 'job',
    what: 'Bewerbungstraining bei der GESA machen',
    who: 'partner',
    weeks: 8,
    evidence: 'Bescheinigung',
  },
]

/** Wuppertal has worked with its catalogue for years; the others take the product's. */
export function tellPlanCatalogue({ rows, random }: Scene, { slug, team }: DemoCity, now: string): void {
  if (slug !== 'wuppertal') return
  const own = random.fork('plan-catalogue')
  for (const { retired, ...step } of WUPPERTAL)
    rows.planCatalogueStep.push({
      id: own.uuid(),
      ...step,
      retiredAt: retired ? now : null,
      changedAt: now,
      changedBy: team.lead.id,
    })
}
