import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { talksOf } from '../assessments/queries.server.ts'
import { proposalsFrom } from '../assessments/rules/proposals.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { LinkButton } from '../kit/button.tsx'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { PageHeader } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { hintDue } from '../messages/commands.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { GOAL_WORDS } from '../work-plans/catalogue/product.server.ts'
import { catalogueOf } from '../work-plans/catalogue/queries.server.ts'
import { writePlan } from '../work-plans/commands/write.server.ts'
import { contentOf, planInput } from '../work-plans/input.ts'
import { PlanEditor } from '../work-plans/plan-editor.tsx'
import { planToChange } from '../work-plans/queries.server.ts'
import { readySteps } from '../work-plans/rules/ready-steps.ts'

export const handle: PageHandle = { title: 'work-plans:edit.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  return act(
    access,
    { action: 'view', subject: 'plan-editor', subjectId: clientId, special: ['health'] },
    async ({ db, today }) => {
      const head = await clientHead(db, clientId)
      if (!head) throw await noSuchFile(db, request, clientId)
      const [talk] = await talksOf(db, clientId)
      return {
        shell: shellOf(access),
        head,
        plan: (await planToChange(db, clientId)) ?? null,
        goalWords: GOAL_WORDS,
        talk: talk
          ? {
              on: talk.occurredOn,
              wish: talk.wish,
              ready: readySteps(await catalogueOf(db), proposalsFrom(talk), today),
            }
          : null,
      }
    },
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const submission = parseForm(await formOf(request), planInput)
  // Neither saved nor wrong: a button that adds or takes away a row.
  if (submission.status !== 'success')
    return data(submission.reply(), submission.status === 'error' ? 400 : 200)
  const { basis, as } = submission.value
  const content = contentOf(submission.value)
  const done = await act(access, { action: 'create', subject: 'plan', subjectId: clientId }, (city) =>
    writePlan(city, { clientId, basis, content, as }),
  )
  if (done.ok) await hintDue(runtime().databases.platform, access.city.slug, done.value.nextMessageAt)
  if (done.ok) throw redirect(`/c/${access.city.slug}/clients/${clientId}/plan`, 303)
  if (done.error === 'not-found') throw notFound()
  return data(submission.reply({ formErrors: [`work-plans:error.${done.error}`] }), 409)
}

export default function EditPlan(): ReactNode {
  const { shell, head, plan, goalWords, talk } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      <PageHeader
        title={plan ? t('work-plans:edit.titleChange') : t('work-plans:edit.title')}
        sub={talk && (plan ? t('work-plans:edit.subChange') : t('work-plans:edit.sub'))}
      />
      {talk ? (
        <PlanEditor
          plan={plan}
          wish={talk.wish}
          ready={talk.ready}
          goalWords={goalWords}
          talkOn={talk.on}
          today={shell.today}
          lastResult={lastResult}
        />
      ) : (
        <EmptyState title={t('work-plans:edit.assessFirst')}>
          <p>{t('work-plans:edit.assessFirstHelp')}</p>
          <LinkButton kind="primary" to={`/c/${shell.city.slug}/clients/${head.clientId}/assessment`}>
            {t('work-plans:edit.assess')}
          </LinkButton>
        </EmptyState>
      )}
    </CityPage>
  )
}
