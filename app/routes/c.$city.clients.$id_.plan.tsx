import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { nextAppointmentOf } from '../follow-ups/queries.server.ts'
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
import { actOnPlan } from '../work-plans/commands/acts.server.ts'
import { planActInput } from '../work-plans/input.ts'
import { PlanPage } from '../work-plans/plan-view.tsx'
import { planSheet } from '../work-plans/sheet.server.ts'
import { versionAsked } from '../work-plans/version-asked.server.ts'

export const handle: PageHandle = { title: 'work-plans:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const version = versionAsked(request)
  const linkAsked = new URL(request.url).searchParams.get('told') === 'link'
  return act(access, { action: 'view', subject: 'plan', subjectId: clientId }, async ({ db }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const sheet = await planSheet(db, clientId, version)
    if (!sheet && version !== undefined) throw notFound()
    const next = await nextAppointmentOf(db, clientId)
    return { shell: shellOf(access), head, sheet: sheet ?? null, nextTalk: next?.startsAt ?? null, linkAsked }
  })
}

/** What becomes of a plan and of its steps; each asked for twice is done once. */
export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const submission = parseForm(await formOf(request), planActInput)
  if (submission.status !== 'success') return data({ problem: 'work-plans:error.unclear' as const }, 400)
  const asked = submission.value
  const done = await act(access, { action: 'change', subject: 'plan', subjectId: clientId }, (city) =>
    actOnPlan(city, clientId, asked),
  )
  if (!done.ok) {
    if (done.error === 'not-found') throw notFound()
    return data({ problem: `work-plans:error.${done.error}` as const }, 409)
  }
  await hintDue(runtime().databases.platform, access.city.slug, done.value)
  const file = `/c/${access.city.slug}/clients/${clientId}`
  const talk = asked.intent === 'mark' ? asked.appointmentId : undefined
  const told = asked.intent === 'link' ? '?told=link' : ''
  throw redirect(talk ? `${file}/appointments/${talk}` : `${file}/plan${told}`, 303)
}

export default function Plan(): ReactNode {
  const { shell, head, sheet, nextTalk, linkAsked } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()?.problem
  const { t } = useWords()
  const base = `/c/${shell.city.slug}/clients/${head.clientId}/plan`
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      {sheet ? (
        <PlanPage
          sheet={sheet}
          nextTalk={nextTalk}
          today={shell.today}
          base={base}
          problem={problem}
          linkAsked={linkAsked}
        />
      ) : (
        <>
          <PageHeader title={t('work-plans:title')} />
          <EmptyState title={t('work-plans:none')}>
            <p>{t('work-plans:noneHelp')}</p>
            <LinkButton kind="primary" to={`${base}/edit`}>
              {t('work-plans:make')}
            </LinkButton>
          </EmptyState>
        </>
      )}
    </CityPage>
  )
}
