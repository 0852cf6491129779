import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { resetPassword } from '../access/commands/password.server.ts'
import { requireSameOrigin } from '../access/guards.server.ts'
import { resetInput, SECRET_FIELDS } from '../access/input.ts'
import { LinkProblemView } from '../access/link-problem.tsx'
import { linkOf } from '../access/queries/links.server.ts'
import { ResetView } from '../access/reset-view.tsx'
import { isWeakness } from '../access/rules/passwords.ts'
import { runtime } from '../access/runtime.server.ts'
import { tokenHash } from '../access/tokens.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { ENDED } from '../kit/http.server.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:reset.setTitle' }

export async function loader({ params }: LoaderFunctionArgs) {
  const { databases, clock } = runtime()
  const which = { tokenHash: tokenHash(params.token ?? ''), kind: 'reset' } as const
  const link = await linkOf(databases.platform, which, clock.now())
  return link.ok ? data({ email: link.value.account }) : data({ problem: link.error }, ENDED)
}

export async function action({ request, params }: ActionFunctionArgs) {
  requireSameOrigin(request)
  const { databases, clock, key } = runtime()
  const submission = parseForm(await formOf(request), resetInput)
  if (submission.status !== 'success') return data(submission.reply({ hideFields: SECRET_FIELDS }), 400)
  const mailing = { key, language: await readLocale(request) }
  const asked = { tokenHash: tokenHash(params.token ?? ''), password: submission.value.password }
  const done = await resetPassword(databases.platform, asked, mailing, clock.now())
  if (done.ok) throw redirect('/password-reset?told=done', 303)
  if (!isWeakness(done.error)) throw redirect(new URL(request.url).pathname, 303)
  const fieldErrors = { password: [`access:password.${done.error}`] }
  return data(submission.reply({ fieldErrors, hideFields: SECRET_FIELDS }), 400)
}

export default function SetPassword(): ReactNode {
  const found = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  if ('problem' in found) return <LinkProblemView kind="reset" problem={found.problem} />
  return <ResetView email={found.email} lastResult={lastResult} />
}
