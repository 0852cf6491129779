import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { PasswordChangeView } from '../access/account-change-views.tsx'
import { changePassword } from '../access/commands/password.server.ts'
import { refusalOfConfirmation } from '../access/confirmation.ts'
import { requireAccount, signInContext } from '../access/guards.server.ts'
import { passwordChangeInput, SECRET_FIELDS } from '../access/input.ts'
import { emailOf } from '../access/queries.server.ts'
import { confirmPassword } from '../access/sign-in.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:password.changeTitle' }

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, name, web } = await requireAccount(request)
  return { user: { name, email: await emailOf(web.databases.platform, accountId) } }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId, sessionId, web } = await requireAccount(request)
  const submission = parseForm(await formOf(request), passwordChangeInput)
  if (submission.status !== 'success') return data(submission.reply({ hideFields: SECRET_FIELDS }), 400)
  const { current, password } = submission.value
  const refusal = refusalOfConfirmation(
    await confirmPassword(signInContext(web, context), accountId, current),
    'current',
  )
  if (refusal) return data(submission.reply({ ...refusal, hideFields: SECRET_FIELDS }), 400)
  const change = { accountId, password, keep: sessionId }
  const mailing = { key: web.key, language: await readLocale(request) }
  const done = await changePassword(web.databases.platform, change, mailing, web.clock.now())
  if (done.ok) throw redirect('/account?password-changed', 303)
  const fieldErrors = { password: [`access:password.${done.error}`] }
  return data(submission.reply({ fieldErrors, hideFields: SECRET_FIELDS }), 400)
}

export default function ChangePassword(): ReactNode {
  const { user } = useLoaderData<typeof loader>()
  return <PasswordChangeView user={user} lastResult={useActionData<typeof action>()} />
}
