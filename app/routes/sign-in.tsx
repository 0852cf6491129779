import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { requireSameOrigin, sessionsFor, signInContext } from '../access/guards.server.ts'
import { signInInput } from '../access/input.ts'
import { offeredProviders } from '../access/queries/city-sign-in.server.ts'
import { demoAccounts } from '../access/queries.server.ts'
import { problemNamed } from '../access/rules/city-sign-in.ts'
import { safeNext } from '../access/rules.ts'
import { runtime } from '../access/runtime.server.ts'
import { signInWithPassword } from '../access/sign-in.server.ts'
import { SignInView } from '../access/sign-in-view.tsx'
import { formOf } from '../kit/form/form-of.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:signIn.title' }

export async function loader({ request }: LoaderFunctionArgs) {
  const web = runtime()
  if (await sessionsFor(web).read(request)) throw redirect('/')
  const { platform } = web.databases
  const [accounts, providers] = await Promise.all([
    web.env.demo ? demoAccounts(platform) : [],
    web.env.origin ? offeredProviders(platform) : [],
  ])
  const { searchParams } = new URL(request.url)
  const problem = problemNamed(searchParams.get('problem'))
  return { next: safeNext(searchParams.get('next')), accounts, providers, problem }
}

export async function action({ request, context }: ActionFunctionArgs) {
  requireSameOrigin(request)
  const web = runtime()
  const form = await formOf(request)
  const parsed = signInInput.safeParse(Object.fromEntries(form))
  if (!parsed.success) return data({ email: String(form.get('email') ?? '').slice(0, 254), until: null })
  const { email, next } = parsed.data
  const answer = await signInWithPassword(signInContext(web, context), parsed.data)
  const to = safeNext(next ?? null) ?? '/'
  switch (answer.outcome) {
    case 'in': {
      const cookie = await sessionsFor(web).begin(answer.accountId, request)
      throw redirect(to, { headers: { 'Set-Cookie': cookie } })
    }
    case 'code': {
      const cookie = await sessionsFor(web).beginHalf(answer.accountId)
      const query = to === '/' ? '' : `?next=${encodeURIComponent(to)}`
      throw redirect(`/sign-in/code${query}`, { headers: { 'Set-Cookie': cookie } })
    }
    case 'locked':
      return data({ email, until: answer.until.toString() }, 429)
    default:
      return data({ email, until: null })
  }
}

/** Nobody is signed in here: a round taken along loses its names. */
const leaveNoNames = async (): Promise<void> => (await import('../walk/phone.ts')).leaveNoNames()

export default function SignIn(): ReactNode {
  useEffect(() => {
    leaveNoNames().catch(reportError)
  }, [])
  return <SignInView {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />
}
