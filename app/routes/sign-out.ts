import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireSameOrigin, sessionsFor } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  requireSameOrigin(request)
  const cookie = await sessionsFor(runtime()).end(request)
  return redirect('/sign-in', { headers: { 'Set-Cookie': cookie } })
}

export const loader = (): Response => redirect('/')
