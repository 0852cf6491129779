import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { isUuid } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { postLetters } from '../messages/post/commands.server.ts'
import { PostView } from '../messages/post/post-view.tsx'
import { lettersToPost } from '../messages/post/queries.server.ts'

export const handle: PageHandle = { title: 'messages:post.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const letters = await act(access, { action: 'view', subject: 'post' }, lettersToPost)
  return {
    shell: shellOf(access),
    letters: letters.map(({ frozen: _, languages: __, ...line }) => line),
  }
}

/** The letters that were on the page are on their way; one that came since is not among them. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-talk')
  const ids = (await formOf(request)).getAll('letter').filter((id) => typeof id === 'string')
  await act(access, { action: 'send', subject: 'post' }, (city) => postLetters(city, ids.filter(isUuid)))
  return redirect(`/c/${access.city.slug}/post`, 303)
}

export default function Post(): ReactNode {
  const { shell, letters } = useLoaderData<typeof loader>()
  const city = `/c/${shell.city.slug}`
  return (
    <CityPage shell={shell} current="today">
      <PostView letters={letters} clients={`${city}/clients`} page={`${city}/post`} today={shell.today} />
    </CityPage>
  )
}
