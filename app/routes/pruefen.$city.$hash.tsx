import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { mayAsk, openToVisitor } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { Frame } from '../kit/frame.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { checkHash } from '../work-plans/check.server.ts'
import { CheckView } from '../work-plans/check-view.tsx'

export const handle: PageHandle = { title: 'work-plans:check.title' }

/** For everybody who holds a printed plan in his hand. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const access = await openToVisitor(params)
  const shown = { city: access.city, hash: (params.hash ?? '').slice(0, 64) }
  if (!(await mayAsk(runtime(), context))) return data({ ...shown, checked: 'tooOften' as const }, 429)
  const checked = await act(access, { action: 'view', subject: 'plan-check' }, (work) =>
    checkHash(work, shown.hash),
  )
  return data({ ...shown, checked })
}

/** Another checksum, as it is typed from paper: with blanks, or in capitals. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { city } = await openToVisitor(params, request)
  const typed = String((await formOf(request)).get('hash') ?? '')
  const hash = typed
    .toLowerCase()
    .replaceAll(/[^0-9a-f]/g, '')
    .slice(0, 64)
  throw redirect(`/pruefen/${city.slug}/${hash || '0'}`, 303)
}

export default function Check(): ReactNode {
  const { city, hash, checked } = useLoaderData<typeof loader>()
  return (
    <Frame city={city} narrow>
      <CheckView city={city.name} hash={hash} checked={checked} />
    </Frame>
  )
}
