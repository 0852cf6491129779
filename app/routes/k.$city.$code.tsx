import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { mayAsk, openToVisitor } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { ENDED } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { callRequestInput } from '../outreach/input.ts'
import { CallView } from '../outreach/letters/call-view.tsx'
import { CodeView } from '../outreach/letters/code-view.tsx'
import { askForCall } from '../outreach/letters/commands.server.ts'
import { findLetter } from '../outreach/letters/queries.server.ts'

export const handle: PageHandle = { title: 'outreach:code.title' }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const access = await openToVisitor(params)
  const { name, slug } = access.city
  const closed = { city: name, slug, letter: null }
  if (!(await mayAsk(runtime(), context))) return data({ ...closed, problem: 'outreach:code.tooOften' }, 429)
  const found = await act(access, { action: 'view', subject: 'letter-page' }, (city) =>
    findLetter(city, params.code ?? ''),
  )
  if (!found) return data({ ...closed, problem: 'outreach:code.wrong' }, ENDED)
  const { language, phone, asked } = found
  return data({ city: name, slug, letter: { language, phone, asked }, problem: null })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const access = await openToVisitor(params, request)
  const here = `/k/${access.city.slug}/${encodeURIComponent(params.code ?? '')}`
  if (!(await mayAsk(runtime(), context))) throw redirect(here, 303)
  const asked = parseForm(await formOf(request), callRequestInput)
  if (asked.status !== 'success') return data({ wrong: true }, 400)
  await act(access, { action: 'create', subject: 'call-request' }, (city) =>
    askForCall(city, params.code ?? '', asked.value),
  )
  // The page says what became of it: that somebody will call, or that the code has ended.
  throw redirect(here, 303)
}

export default function Letter(): ReactNode {
  const { city, slug, letter, problem } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  if (letter) return <CallView city={city} letter={letter} wrong={refused?.wrong ?? false} />
  return (
    <CodeView slug={slug} problem={problem === 'outreach:code.tooOften' ? problem : 'outreach:code.wrong'} />
  )
}
