import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { nextAppointmentOf } from '../follow-ups/queries.server.ts'
import { LinkButton } from '../kit/button.tsx'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { PageHeader } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { PlanPage } from '../work-plans/plan-view.tsx'
import { planSheet } from '../work-plans/sheet.server.ts'

export const handle: PageHandle = { title: 'work-plans:title' }

/** `?version=2` shows an earlier one; undefined = the newest. */
function versionOf(request: Request): number | undefined {
  const asked = new URL(request.url).searchParams.get('version')
  if (asked === null) return undefined
  if (!/^[1-9]\d{0,4}$/.test(asked)) throw notFound()
  return Number(asked)
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const version = versionOf(request)
  return act(access, { action: 'view', subject: 'plan', subjectId: clientId }, async ({ db }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const sheet = await planSheet(db, clientId, version)
    if (!sheet && version !== undefined) throw notFound()
    const next = await nextAppointmentOf(db, clientId)
    return { shell: shellOf(access), head, sheet: sheet ?? null, nextTalk: next?.startsAt ?? null }
  })
}

export default function Plan(): ReactNode {
  const { shell, head, sheet, nextTalk } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const base = `/c/${shell.city.slug}/clients/${head.clientId}/plan`
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      {sheet ? (
        <PlanPage sheet={sheet} nextTalk={nextTalk} today={shell.today} base={base} />
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
