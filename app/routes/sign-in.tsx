import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { checkPassword } from '../access/commands.server.ts'
import { requireSameOrigin, sessionsFor } from '../access/guards.server.ts'
import { signInInput } from '../access/input.ts'
import { demoAccounts } from '../access/queries.server.ts'
import { safeNext } from '../access/rules.ts'
import { runtime } from '../access/runtime.server.ts'
import { SignInView } from '../access/sign-in-view.tsx'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:signIn.title' }

export async function loader({ request }: LoaderFunctionArgs) {
  const web = runtime()
  if (await sessionsFor(web).read(request)) throw redirect('/')
  const accounts = web.env.demo ? await demoAccounts(web.databases.platform) : []
  return { next: safeNext(new URL(request.url).searchParams.get('next')), accounts }
}

export async function action({ request }: ActionFunctionArgs) {
  requireSameOrigin(request)
  const web = runtime()
  const parsed = signInInput.safeParse(Object.fromEntries(await request.formData()))
  const checked = parsed.success
    ? await checkPassword(web.databases.platform, parsed.data, web.env.demo)
    : undefined
  if (!parsed.success || !checked?.ok) return { email: parsed.success ? parsed.data.email : '' }
  const cookie = await sessionsFor(web).begin(checked.value)
  throw redirect(safeNext(parsed.data.next ?? null) ?? '/', { headers: { 'Set-Cookie': cookie } })
}

export default function SignIn(): ReactNode {
  const { next, accounts } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <SignInView next={next} accounts={accounts} refused={refused} />
}
