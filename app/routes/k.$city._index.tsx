import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { openToVisitor } from '../access/guards.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { CodeView } from '../outreach/letters/code-view.tsx'
import { isCode } from '../outreach/letters/codes.ts'

export const handle: PageHandle = { title: 'outreach:code.title' }

/** For everybody: who got a letter has no account. */
export async function loader({ params }: LoaderFunctionArgs) {
  const { city } = await openToVisitor(params)
  return { slug: city.slug }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { city } = await openToVisitor(params, request)
  const typed = String((await formOf(request)).get('code') ?? '')
  if (!isCode(typed)) return data({ problem: 'outreach:code.wrong' as const }, 400)
  throw redirect(`/k/${city.slug}/${encodeURIComponent(typed.trim())}`, 303)
}

export default function Code(): ReactNode {
  const { slug } = useLoaderData<typeof loader>()
  return <CodeView slug={slug} problem={useActionData<typeof action>()?.problem} />
}
