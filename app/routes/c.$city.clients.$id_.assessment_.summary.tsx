import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { personFactsOf } from '../assessments/queries/person.server.ts'
import { talksOf } from '../assessments/queries.server.ts'
import { nextTalkOn } from '../assessments/rules/due.ts'
import { funderList } from '../assessments/rules/funder.ts'
import { proposalsFrom } from '../assessments/rules/proposals.ts'
import { SummaryView } from '../assessments/summary-view.tsx'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { settingsOf } from '../settings/queries.server.ts'
import { catalogueOf } from '../work-plans/catalogue/queries.server.ts'
import { inCityWords } from '../work-plans/catalogue/rules.ts'
import { hasPlan } from '../work-plans/queries.server.ts'

export const handle: PageHandle = { title: 'assessments:summary.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  return act(
    access,
    { action: 'view', subject: 'assessment-summary', subjectId: clientId, special: ['health'] },
    async ({ db }) => {
      const head = await clientHead(db, clientId)
      if (!head) throw await noSuchFile(db, request, clientId)
      const talks = await talksOf(db, clientId)
      const [last] = talks
      const person = await personFactsOf(db, clientId)
      const { assessmentEveryMonths } = await settingsOf(db)
      return {
        shell: shellOf(access),
        head,
        talks,
        proposals: last ? inCityWords(await catalogueOf(db), proposalsFrom(last)) : [],
        funder: person ? funderList(person, last?.answers ?? {}) : [],
        nextDue: last ? nextTalkOn(last.occurredOn, assessmentEveryMonths) : null,
        hasPlan: await hasPlan(db, clientId),
      }
    },
  )
}

export default function AssessmentSummary(): ReactNode {
  const { shell, head, ...page } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      <SummaryView {...page} today={shell.today} base={`/c/${shell.city.slug}/clients/${head.clientId}`} />
    </CityPage>
  )
}
