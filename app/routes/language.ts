import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireSameOrigin } from '../access/guards.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { localeCookie } from '../kit/locale.server.ts'
import { toLocale } from '../kit/locale.ts'

/** Only an address on this site: `//elsewhere`, `/\elsewhere` and a tab in between are other sites to a browser. */
function backTo(value: FormDataEntryValue | null): string {
  return typeof value === 'string' && /^\/(?![/\\])[!-[\]-~]*$/.test(value) ? value : '/'
}

/** The language switch of the frame: remembers the language and goes back to the page it was chosen on. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  requireSameOrigin(request)
  const form = await formOf(request)
  const chosen = form.get('locale')
  const locale = toLocale(typeof chosen === 'string' ? chosen : null)
  return redirect(backTo(form.get('back')), {
    headers: { 'Set-Cookie': await localeCookie.serialize(locale) },
  })
}

export const loader = (): Response => redirect('/')
