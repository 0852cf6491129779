import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { carryOver, finishTalk } from '../assessments/commands/draft.server.ts'
import { FinishView } from '../assessments/finish-view.tsx'
import { finishInput } from '../assessments/input.ts'
import { finishPage } from '../assessments/queries/finish.server.ts'
import { refusalOf } from '../assessments/refusals.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { catalogueOf } from '../work-plans/catalogue/queries.server.ts'
import { inCityWords } from '../work-plans/catalogue/rules.ts'

export const handle: PageHandle = { title: 'assessments:finish.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  return act(
    access,
    { action: 'view', subject: 'assessment', subjectId: clientId, special: ['health'] },
    async ({ db, actor }) => {
      const head = await clientHead(db, clientId)
      if (!head) throw await noSuchFile(db, request, clientId)
      const page = await finishPage(db, clientId, actor)
      if (!page) throw redirect(`/c/${access.city.slug}/clients/${clientId}/assessment`)
      const proposals = inCityWords(await catalogueOf(db), page.proposals)
      return { shell: shellOf(access), head, ...page, proposals }
    },
  )
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const talk = `/c/${access.city.slug}/clients/${clientId}/assessment`
  const purpose = { subject: 'assessment', subjectId: clientId, special: ['health'] as const }
  const form = await formOf(request)
  if (form.get('intent') === 'carry') {
    const done = await act(access, { action: 'change', ...purpose }, (city) => carryOver(city, clientId))
    if (!done.ok && done.error === 'not-found') throw notFound()
    throw redirect(`${talk}/finish`, 303)
  }
  return save(form, finishInput, `${talk}/summary`, (input) =>
    act(access, { action: 'create', ...purpose }, (city) => finishTalk(city, { clientId, ...input })),
  )
}

export default function FinishTalk(): ReactNode {
  const { shell, head, ...page } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      <FinishView
        {...page}
        today={shell.today}
        file={`/c/${shell.city.slug}/clients/${head.clientId}`}
        lastResult={lastResult}
      />
    </CityPage>
  )
}
