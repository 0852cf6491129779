import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunction, useActionData, useLoaderData, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { mayAsk, openToVisitor } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { ENDED } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { linkIsOpen, openLink, signByLink } from '../work-plans/commands/link.server.ts'
import { birthInput, linkSignInput } from '../work-plans/input.ts'
import { closedPage, openedPage } from '../work-plans/link-page.server.ts'
import { LinkView } from '../work-plans/link-view.tsx'
import { textDigestOf } from '../work-plans/reading.server.ts'

export const handle: PageHandle = { title: 'work-plans:link.title' }

/** What the form led to stands in its answer; the link itself may have ended by it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === 'POST' ? false : defaultShouldRevalidate

/** Of a link that has ended nobody says whose it was: the browser's own language has to do. */
const spokenBy = (request: Request): string | null =>
  /^[a-z]{2,3}/.exec(request.headers.get('Accept-Language') ?? '')?.[0] ?? null

const chosenIn = (asked: FormDataEntryValue | string | null): string | null =>
  typeof asked === 'string' && /^[a-z]{2,3}(-[A-Z][a-z]{3})?$/.test(asked) ? asked : null

/** A client's link. It says nothing about anybody until the birth date is right. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await openToVisitor(params)
  const chosen = chosenIn(new URL(request.url).searchParams.get('language'))
  const spoken = spokenBy(request)
  const often = !(await mayAsk(runtime(), context))
  return act(access, { action: 'view', subject: 'plan-link' }, async (city) => {
    if (often) return data(await closedPage(city, chosen ?? spoken, { problem: 'tooOften' }), 429)
    const open = await linkIsOpen(city, params.token ?? '')
    if (!open) return data(await closedPage(city, chosen ?? spoken, { problem: 'ended' }), ENDED)
    return data(await closedPage(city, chosen ?? open.language))
  })
}

/** Opens with a birth date, or signs with it once more. Every wrong one is counted, here and at the link. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const access = await openToVisitor(params, request)
  const token = params.token ?? ''
  const form = await request.formData()
  const language = chosenIn(form.get('language'))
  const often = !(await mayAsk(runtime(), context))
  const purpose = { action: 'change', subject: 'plan-link' } as const
  return act(access, purpose, async (city) => {
    const closed = async (problem: 'wrong' | 'ended' | 'tooOften', status: number) =>
      data({ page: await closedPage(city, language, { problem }), result: undefined }, status)
    if (often) return closed('tooOften', 429)
    if (!form.has('hash')) {
      const typed = parseForm(form, birthInput)
      if (typed.status !== 'success') return closed('wrong', 400)
      const opened = await openLink(city, token, typed.value)
      if (!opened.ok) return closed(opened.error, opened.error === 'wrong' ? 400 : ENDED)
      return data({ page: await openedPage(city, opened.value, language, typed.value), result: undefined })
    }
    const signing = parseForm(form, linkSignInput)
    if (signing.status === 'success') {
      const textDigest = textDigestOf(signing.value.language)
      const signed = await signByLink(city, { ...signing.value, token, textDigest })
      if (signed.ok)
        return data({ page: await closedPage(city, language, { done: true }), result: undefined })
      return closed(signed.error === 'wrong' ? 'wrong' : 'ended', signed.error === 'wrong' ? 400 : ENDED)
    }
    const opened = await openLink(city, token, String(form.get('birth') ?? ''))
    if (!opened.ok) return closed(opened.error, opened.error === 'wrong' ? 400 : ENDED)
    const page = await openedPage(city, opened.value, language, String(form.get('birth')))
    return data({ page, result: signing.reply() }, 400)
  })
}

export default function Link(): ReactNode {
  const asked = useLoaderData<typeof loader>()
  const { pathname: here } = useLocation()
  const answered = useActionData<typeof action>()
  return <LinkView page={answered?.page ?? asked} here={here} lastResult={answered?.result} />
}
