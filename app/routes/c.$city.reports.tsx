import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { mayIn, shellOf } from '../access/shell.ts'
import { CounsellingFigures } from '../counselling/counselling-figures.tsx'
import { LinkButton } from '../kit/button.tsx'
import { notFound } from '../kit/http.server.ts'
import { PageHeader } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { rungEffects } from '../messages/effect.server.ts'
import { RungFigures } from '../messages/rung-figures.tsx'
import { cityReport } from '../reports/queries.server.ts'
import { ReportView } from '../reports/report-view.tsx'

export const handle: PageHandle = { title: 'reports:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-report')
  const programme = new URL(request.url).searchParams.get('programme') || undefined
  return act(access, { action: 'count', subject: 'report' }, async (city) => {
    const report = await cityReport(city, programme)
    if (!report) throw notFound()
    const effects = await rungEffects(city)
    const mayForecast = mayIn(access, 'see-capacity')
    return { shell: shellOf(access), mayForecast, report: report === 'no-programme' ? null : report, effects }
  })
}

export default function Report(): ReactNode {
  const { shell, mayForecast, report, effects } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <CityPage shell={shell} current="reports">
      <PageHeader
        title={t('reports:title')}
        sub={t('reports:sub')}
        action={
          mayForecast ? (
            <LinkButton to={`/c/${shell.city.slug}/capacity`}>{t('capacity:link')}</LinkButton>
          ) : null
        }
      />
      {report ? (
        <ReportView report={report}>
          <CounsellingFigures {...report.counselling} countedOn={report.countedOn} />
          <RungFigures effects={effects} today={shell.today} />
        </ReportView>
      ) : (
        <EmptyState title={t('reports:none')}>{t('reports:noneHelp')}</EmptyState>
      )}
    </CityPage>
  )
}
