import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CodeView } from '../access/code-view.tsx'
import { requireSameOrigin, sessionsFor, signInContext } from '../access/guards.server.ts'
import { codeInput } from '../access/input.ts'
import { safeNext } from '../access/rules.ts'
import { runtime, type WebRuntime } from '../access/runtime.server.ts'
import { signInWithCode } from '../access/sign-in.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:code.title' }

/** The account whose password was right a moment ago. Without one, everything begins at the password again. */
async function requireHalf(web: WebRuntime, request: Request): Promise<string> {
  const accountId = await sessionsFor(web).readHalf(request)
  if (!accountId) throw redirect('/sign-in')
  return accountId
}

const nextOf = (request: Request): string | null => safeNext(new URL(request.url).searchParams.get('next'))

export async function loader({ request }: LoaderFunctionArgs) {
  await requireHalf(runtime(), request)
  return { next: nextOf(request) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  requireSameOrigin(request)
  const web = runtime()
  const accountId = await requireHalf(web, request)
  const parsed = codeInput.safeParse(Object.fromEntries(await formOf(request)))
  if (!parsed.success) return data({ kind: 'code' as const, until: null }, 400)
  const kind = 'code' in parsed.data ? ('code' as const) : ('recovery' as const)
  const answer = await signInWithCode(signInContext(web, context), accountId, parsed.data)
  if (answer.outcome === 'locked') return data({ kind, until: answer.until.toString() }, 429)
  if (answer.outcome !== 'in') return data({ kind, until: null }, 400)
  if (!(await sessionsFor(web).endHalf(request))) throw redirect('/sign-in')
  const cookie = await sessionsFor(web).begin(accountId, request)
  throw redirect(nextOf(request) ?? '/', { headers: { 'Set-Cookie': cookie } })
}

export default function Code(): ReactNode {
  const { next } = useLoaderData<typeof loader>()
  return <CodeView next={next} refused={useActionData<typeof action>()} />
}
