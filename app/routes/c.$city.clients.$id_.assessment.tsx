import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { beginTalk } from '../assessments/commands/draft.server.ts'
import { beginInput } from '../assessments/input.ts'
import { draftOf } from '../assessments/queries/draft.server.ts'
import { latestAssessmentOf } from '../assessments/queries.server.ts'
import { TOPICS } from '../assessments/rules/topics.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { LinkButton } from '../kit/button.tsx'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { uuidOr404 } from '../kit/http.server.ts'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'assessments:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'view', subject: 'assessment', subjectId: clientId } as const
  return act(access, purpose, async ({ db }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const draft = await draftOf(db, clientId)
    const last = await latestAssessmentOf(db, clientId)
    const done = draft ? draft.topics.filter(({ state }) => state !== 'not-asked').length : null
    return { shell: shellOf(access), head, done, lastOn: last?.occurredOn ?? null, formKey: newFormKey() }
  })
}

const save = savesWith((_: never) => ({}))

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const first = `/c/${access.city.slug}/clients/${clientId}/assessment/${TOPICS[0]}`
  return save(await formOf(request), beginInput, first, (input) =>
    act(access, { action: 'create', subject: 'assessment', subjectId: clientId }, (city) =>
      beginTalk(city, { clientId, ...input }),
    ),
  )
}

export default function Assessment(): ReactNode {
  const { shell, head, done, lastOn, formKey } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const f = useFormat(shell.today)
  const base = `/c/${shell.city.slug}/clients/${head.clientId}/assessment`
  return (
    <CityPage shell={shell} current="clients">
      <Stack text>
        <ClientBanner head={head} shell={shell} />
        <PageHeader title={t('assessments:title')} sub={t('assessments:sub')} />
        {lastOn ? <p>{t('assessments:again', { date: f.date(lastOn) })}</p> : null}
        {done === null ? (
          <Form method="post">
            <FormKey value={formKey} />
            <SubmitButton>{t('assessments:begin')}</SubmitButton>
          </Form>
        ) : (
          <>
            <p>{t('assessments:running', { done, all: TOPICS.length })}</p>
            <Row>
              <LinkButton kind="primary" to={`${base}/${TOPICS[0]}`}>
                {t('assessments:goOn')}
              </LinkButton>
            </Row>
          </>
        )}
      </Stack>
    </CityPage>
  )
}
