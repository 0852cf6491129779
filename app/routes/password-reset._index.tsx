import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { requestReset } from '../access/commands/password.server.ts'
import { mayAsk, requireSameOrigin } from '../access/guards.server.ts'
import { resetRequestInput } from '../access/input.ts'
import { ResetRequestView } from '../access/reset-view.tsx'
import { runtime } from '../access/runtime.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:reset.title' }

/** For everybody: who has forgotten a password cannot sign in. */
export function loader({ request }: LoaderFunctionArgs) {
  const told = new URL(request.url).searchParams.get('told')
  return { told: told === 'asked' || told === 'done' ? told : null } as const
}

export async function action({ request, context }: ActionFunctionArgs) {
  requireSameOrigin(request)
  const web = runtime()
  const { databases, key, clock } = web
  const submission = parseForm(await formOf(request), resetRequestInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const { email } = submission.value
  // Counted alike whether there is such an account or not: the answer tells nobody.
  if (!(await mayAsk(web, context, email)))
    return data(submission.reply({ formErrors: ['access:reset.tooOften'] }), 429)
  const mailing = { key, language: await readLocale(request) }
  await requestReset(databases.platform, email, mailing, clock.now())
  throw redirect('/password-reset?told=asked', 303)
}

export default function PasswordReset(): ReactNode {
  const { told } = useLoaderData<typeof loader>()
  return <ResetRequestView told={told} lastResult={useActionData<typeof action>()} />
}
