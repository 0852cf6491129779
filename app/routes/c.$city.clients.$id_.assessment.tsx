import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { recordAssessment } from '../assessments/commands.server.ts'
import { talkInput } from '../assessments/input.ts'
import { talkLeaders, talksOf } from '../assessments/queries.server.ts'
import { TalkForm } from '../assessments/talk-form.tsx'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { PageHeader } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'assessments:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  return act(
    access,
    { action: 'view', subject: 'assessment', subjectId: clientId, special: ['health'] },
    async ({ db, actor, today }) => {
      const head = await clientHead(db, clientId)
      if (!head) throw await noSuchFile(db, request, clientId)
      const [last] = await talksOf(db, clientId)
      const leaders = await talkLeaders(db, actor)
      return {
        shell: shellOf(access),
        head,
        last: last ?? null,
        leaders,
        today: today.toString(),
        formKey: newFormKey(),
      }
    },
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const submission = parseForm(await request.formData(), talkInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const talk = submission.value
  const done = await act(access, { action: 'create', subject: 'assessment', subjectId: clientId }, (city) =>
    recordAssessment(city, { ...talk, clientId }),
  )
  if (done.ok) throw redirect(`/c/${access.city.slug}/clients/${clientId}/assessment/summary`, 303)
  if (done.error === 'not-found') throw notFound()
  const field = done.error === 'in-future' ? 'occurredOn' : 'conductedBy'
  return data(submission.reply({ fieldErrors: { [field]: [`assessments:error.${done.error}`] } }), 409)
}

export default function Assessment(): ReactNode {
  const { shell, head, last, leaders, today, formKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { t } = useWords()
  const f = useFormat(shell.today)
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      <PageHeader
        title={t('assessments:title')}
        sub={last ? t('assessments:again', { date: f.date(last.occurredOn) }) : t('assessments:sub')}
      />
      <TalkForm formKey={formKey} today={today} leaders={leaders} last={last} lastResult={lastResult} />
    </CityPage>
  )
}
