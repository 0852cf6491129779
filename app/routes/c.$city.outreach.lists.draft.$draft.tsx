import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { DraftView } from '../outreach/draft/draft-view.tsx'
import { type DraftInput, readDraftForm } from '../outreach/draft/input.ts'
import { draftPage } from '../outreach/draft/page.server.ts'
import { readDraft, runDraftForm } from '../outreach/draft/run.server.ts'

export const handle: PageHandle = { title: 'outreach:draft.title' }

/** A browser without JavaScript asks again by itself while a list is being read. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const id = uuidOr404(params.draft)
  const { searchParams } = new URL(request.url)
  const look = () =>
    act(access, { action: 'view', subject: 'list-draft', subjectId: id }, ({ db }) =>
      draftPage(db, access.city.slug, id, searchParams),
    )
  let page = await look()
  if (page.kind === 'unread') {
    await readDraft(access, id)
    page = await look()
  }
  if (page.kind === 'gone') throw notFound()
  const outreach = `/c/${access.city.slug}/outreach`
  if (page.kind === 'taken')
    throw redirect(
      searchParams.get('then') === 'round' ? `${outreach}/rounds/new?list=${id}` : `${outreach}/lists/${id}`,
      303,
    )
  const waits = page.kind === 'working' || page.kind === 'unread'
  return data({ shell: shellOf(access), id, page }, waits ? { headers: { Refresh: '2' } } : {})
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const id = uuidOr404(params.draft)
  const input = readDraftForm(await formOf(request))
  if (!input) throw data('invalid', 400)
  await runDraftForm(access, id, input)
  const lists = `/c/${access.city.slug}/outreach/lists`
  if (input.intent === 'throw-away') throw redirect(lists, 303)
  throw redirect(`${lists}/draft/${id}${queryAfter(input)}`, 303)
}

/** Where the page goes on: at the row that was changed, or, once the list is taken, with the round it is for. */
function queryAfter(input: DraftInput): string {
  if (input.intent === 'exclude' || input.intent === 'include') return input.back
  return input.intent === 'take' && input.round === 'new' ? '?then=round' : ''
}

export default function Draft(): ReactNode {
  const { shell, id, page } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="outreach">
      <DraftView slug={shell.city.slug} today={shell.today} id={id} page={page} />
    </CityPage>
  )
}
