import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { type ProgrammeError, saveProgramme } from '../programmes/commands.server.ts'
import { changeAskedIn, programmeInput } from '../programmes/input.ts'
import { ProgrammesView } from '../programmes/programmes-view.tsx'
import { listProgrammes } from '../programmes/queries.server.ts'

export const handle: PageHandle = { title: 'programmes:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const query = new URL(request.url).searchParams
  const programmes = await act(access, { action: 'view', subject: 'programmes' }, ({ db }) =>
    listProgrammes(db),
  )
  const asked = changeAskedIn(query)
  const changing = programmes.find(({ id }) => id === asked)
  if (query.has('change') && !changing) throw notFound()
  return { shell: shellOf(access), programmes, changing, saved: query.get('told') === 'saved' }
}

const FIELDS = { named: 'name', starts: 'startsOn', turned: 'endsOn', long: 'endsOn' } as const
const save = savesWith((error: ProgrammeError) => ({
  fieldErrors: { [FIELDS[error]]: [`programmes:error.${error}`] },
}))

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const next = `/c/${access.city.slug}/settings/programmes?told=saved`
  return save(await formOf(request), programmeInput, next, (input) =>
    act(access, { action: 'change', subject: 'programmes' }, (city) => saveProgramme(city, input)),
  )
}

export default function Programmes(): ReactNode {
  const { shell, ...page } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="settings">
      <ProgrammesView {...page} slug={shell.city.slug} today={shell.today} lastResult={lastResult} />
    </CityPage>
  )
}
