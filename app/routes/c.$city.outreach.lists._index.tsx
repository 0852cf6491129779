import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { readDraft } from '../outreach/draft/run.server.ts'
import { keepUpload, openDrafts } from '../outreach/draft/store.server.ts'
import { lastImports, unreached } from '../outreach/imports.server.ts'
import { readUpload } from '../outreach/list/upload.server.ts'
import { ListsView } from '../outreach/lists-view.tsx'
import { listProgrammes, runningProgramme } from '../programmes/queries.server.ts'

export const handle: PageHandle = { title: 'outreach:lists.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const facts = await act(access, { action: 'view', subject: 'lists' }, async (city) => ({
    imports: await lastImports(city.db),
    drafts: await openDrafts(city),
    unreached: await unreached(city.db),
    programmes: await listProgrammes(city.db),
    running: (await runningProgramme(city.db, city.today.toString()))?.slug ?? null,
  }))
  return { shell: shellOf(access), ...facts }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const upload = await readUpload(request)
  if (!upload.ok) return data({ problem: `outreach:upload.${upload.error}` as const }, 400)
  const kept = await act(access, { action: 'create', subject: 'list-draft' }, (city) =>
    keepUpload(city, upload.value),
  )
  if (!kept.ok) return data({ problem: `outreach:upload.${kept.error}` as const }, 409)
  await readDraft(access, kept.value)
  throw redirect(`/c/${access.city.slug}/outreach/lists/draft/${kept.value}`, 303)
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
