import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { EmailChangeView } from '../access/account-change-views.tsx'
import { requestEmailChange } from '../access/commands/email.server.ts'
import { refusalOfConfirmation } from '../access/confirmation.ts'
import { requireAccount, signInContext } from '../access/guards.server.ts'
import { emailChangeInput, SECRET_FIELDS } from '../access/input.ts'
import { emailOf } from '../access/queries.server.ts'
import { confirmPassword } from '../access/sign-in.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:email.title' }

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, name, web } = await requireAccount(request)
  const asked = new URL(request.url).searchParams.has('asked')
  return { user: { name, email: await emailOf(web.databases.platform, accountId) }, asked }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId, web } = await requireAccount(request)
  const submission = parseForm(await formOf(request), emailChangeInput)
  if (submission.status !== 'success') return data(submission.reply({ hideFields: SECRET_FIELDS }), 400)
  const mailing = { key: web.key, language: await readLocale(request) }
  const { email, password } = submission.value
  const refusal = refusalOfConfirmation(
    await confirmPassword(signInContext(web, context), accountId, password),
    'password',
  )
  if (refusal) return data(submission.reply({ ...refusal, hideFields: SECRET_FIELDS }), 400)
  const wanted = { email, accountId }
  const asked = await requestEmailChange(web.databases.platform, wanted, mailing, web.clock.now())
  if (asked.ok) throw redirect('/account/email?asked', 303)
  const fieldErrors = { email: ['access:email.same'] }
  return data(submission.reply({ fieldErrors, hideFields: SECRET_FIELDS }), 400)
}

export default function ChangeEmail(): ReactNode {
  return <EmailChangeView {...useLoaderData<typeof loader>()} lastResult={useActionData<typeof action>()} />
}
