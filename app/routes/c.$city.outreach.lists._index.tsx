import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { importList, questionsOf } from '../outreach/list/import.server.ts'
import { readUpload } from '../outreach/list/upload.server.ts'
import { ListsView } from '../outreach/lists-view.tsx'
import { lastImports } from '../outreach/queries.server.ts'
import { listProgrammes, runningProgramme } from '../programmes/queries.server.ts'

export const handle: PageHandle = { title: 'outreach:lists.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const facts = await act(access, { action: 'view', subject: 'lists' }, async ({ db, today }) => ({
    imports: await lastImports(db),
    programmes: await listProgrammes(db),
    running: (await runningProgramme(db, today.toString()))?.slug ?? null,
  }))
  return { shell: shellOf(access), ...facts }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const upload = await readUpload(request)
  if (!upload.ok) return data({ problem: `outreach:upload.${upload.error}` as const, questions: [] }, 400)
  const { file, programme } = upload.value
  const questions = questionsOf(file)
  if (questions.length > 0) return data({ problem: 'outreach:upload.questions' as const, questions }, 422)
  const done = await act(access, { action: 'import', subject: 'city-list' }, (city) =>
    importList(city, file, programme),
  )
  if (!done.ok) return data({ problem: `outreach:upload.${done.error}` as const, questions: [] }, 409)
  throw redirect(`/c/${access.city.slug}/outreach/lists/${done.value.importId}`, 303)
}

export default function Lists(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="outreach">
      <ListsView
        slug={shell.city.slug}
        today={shell.today}
        {...facts}
        refused={useActionData<typeof action>()}
      />
    </CityPage>
  )
}
