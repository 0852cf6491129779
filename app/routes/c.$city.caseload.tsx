import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { CaseloadView } from '../caseload/caseload-view.tsx'
import { saveCaseload } from '../caseload/forms.server.ts'
import { outcomeIn } from '../caseload/outcome.ts'
import { absencesAhead, filesLedBy, goneLeads, loansOut } from '../caseload/queries.server.ts'
import { counsellingOfCaseload } from '../counselling/queries.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'caseload:page.title' }

/** Who leads cases here, and whether whoever asks may act for all of them: a lead; others for themselves. */
async function teamOf(access: Awaited<ReturnType<typeof requireStaff>>) {
  const staff = await staffOf(runtime().databases.platform, access.city.slug)
  return { staff: staff.filter(({ role }) => role !== 'liaison'), forAll: access.actor.role === 'lead' }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'hand-over')
  const { searchParams } = new URL(request.url)
  const { staff, forAll } = await teamOf(access)
  const me = access.actor
  return act(access, { action: 'view', subject: 'caseload' }, async (city) => {
    const gone = forAll
      ? await goneLeads(
          city,
          staff.map(({ id }) => id),
        )
      : []
    const asked = forAll ? [...staff, ...gone].find(({ id }) => id === searchParams.get('of')) : undefined
    const of = asked ?? me
    return {
      shell: shellOf(access),
      me: me.id,
      of: { id: of.id, name: of.name },
      staff,
      gone,
      forAll,
      absences: await absencesAhead(city),
      loans: await loansOut(city, forAll ? undefined : me.id),
      files: await filesLedBy(city, of.id),
      counselling: await counsellingOfCaseload(city, of.id),
      done: outcomeIn(searchParams),
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'hand-over')
  return saveCaseload({ access, ...(await teamOf(access)) }, await formOf(request))
}

export default function CaseloadPage(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <CaseloadView {...facts} slug={shell.city.slug} today={shell.today} lastResult={lastResult} />
    </CityPage>
  )
}
