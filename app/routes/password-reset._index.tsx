import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { requestReset } from '../access/commands/password.server.ts'
import { requireSameOrigin } from '../access/guards.server.ts'
import { resetRequestInput } from '../access/input.ts'
import { ResetRequestView } from '../access/reset-view.tsx'
import { runtime } from '../access/runtime.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:reset.title' }

/** For everybody: who has forgotten a password cannot sign in. */
export function loader({ request }: LoaderFunctionArgs) {
  const told = new URL(request.url).searchParams.get('told')
  return { told: told === 'asked' || told === 'done' ? told : null } as const
}

export async function action({ request }: ActionFunctionArgs) {
  requireSameOrigin(request)
  const { databases, key, clock } = runtime()
  const submission = parseForm(await request.formData(), resetRequestInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const mailing = { key, language: await readLocale(request) }
  await requestReset(databases.platform, submission.value.email, mailing, clock.now())
  throw redirect('/password-reset?told=asked', 303)
}

export default function PasswordReset(): ReactNode {
  const { told } = useLoaderData<typeof loader>()
  return <ResetRequestView told={told} lastResult={useActionData<typeof action>()} />
}
