import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { pdfResponse } from '../letters/paper.server.ts'
import { letterheadOf } from '../letters/queries.server.ts'
import { postPdf } from '../messages/post/paper.server.ts'
import { lettersToPost } from '../messages/post/queries.server.ts'

/** Whoever opens the address of the file is led to where it is made. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-talk')
  return redirect(`/c/${access.city.slug}/post`)
}

/** Every letter that waits, one page each. Printed again it is the same: what it says was fixed before. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-talk')
  const { slug, name } = access.city
  return act(access, { action: 'print', subject: 'post' }, async (city) => {
    const letters = await lettersToPost(city)
    if (letters.length === 0) throw redirect(`/c/${slug}/post`, 303)
    const letterhead = await letterheadOf(city.db, name)
    return pdfResponse(
      postPdf(letters, { office: name, letterhead, today: city.today.toString() }),
      'briefe.pdf',
    )
  })
}
