import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunction, useActionData, useLoaderData, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { mayAsk, openToVisitor } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { showTalk, takeAnswer } from '../follow-ups/link/answers.server.ts'
import { TalkLinkView } from '../follow-ups/link/talk-link-view.tsx'
import { talkBehind } from '../follow-ups/link/token.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { LanguagePicker } from '../work-plans/language-picker.tsx'
import { showPlan, takeSignature } from '../work-plans/link-answers.server.ts'
import { closedPage } from '../work-plans/link-page.server.ts'
import { LinkView } from '../work-plans/link-view.tsx'

export const handle: PageHandle = { title: 'follow-ups:link.title' }

/** What the form led to stands in its answer; the link itself may have ended by it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === 'POST' ? false : defaultShouldRevalidate

/** Of a link that has ended nobody says whose it was: the browser's own language has to do. */
const spokenBy = (request: Request): string | null =>
  /^[a-z]{2,3}/.exec(request.headers.get('Accept-Language') ?? '')?.[0] ?? null

const chosenIn = (asked: FormDataEntryValue | string | null): string | null =>
  typeof asked === 'string' && /^[a-z]{2,3}(-[A-Z][a-z]{3})?$/.test(asked) ? asked : null

const aboutWhat = (appointmentId: string | undefined) =>
  appointmentId ? { subject: 'talk-link' } : { subject: 'plan-link' }

/** A client's link: of a talk, or of a plan that is to be signed. What a token is for, the token says. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await openToVisitor(params)
  const token = params.token ?? ''
  const chosen = chosenIn(new URL(request.url).searchParams.get('language'))
  const spoken = spokenBy(request)
  const often = !(await mayAsk(runtime(), context))
  const appointmentId = talkBehind(runtime().key, access.city.slug, token)
  const about = aboutWhat(appointmentId)
  return act(access, { action: 'view', ...about }, async (city) => {
    if (often) return data(await closedPage(city, chosen ?? spoken, { problem: 'tooOften' }), 429)
    if (appointmentId) return showTalk(city, { appointmentId, chosen, spoken })
    return showPlan(city, { token, chosen, spoken })
  })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const access = await openToVisitor(params, request)
  const token = params.token ?? ''
  const form = await formOf(request)
  const chosen = chosenIn(form.get('language'))
  const spoken = spokenBy(request)
  const often = !(await mayAsk(runtime(), context))
  const appointmentId = talkBehind(runtime().key, access.city.slug, token)
  if (appointmentId && !often) return takeAnswer(access, { appointmentId, chosen, spoken }, form)
  const about = aboutWhat(appointmentId)
  return act(access, { action: 'change', ...about }, async (city) => {
    if (often)
      return data({ page: await closedPage(city, chosen, { problem: 'tooOften' }), result: undefined }, 429)
    return takeSignature(city, { token, chosen, spoken }, form)
  })
}

export default function Link(): ReactNode {
  const asked = useLoaderData<typeof loader>()
  const { pathname: here } = useLocation()
  const answered = useActionData<typeof action>()
  const page = answered?.page ?? asked
  if (page.of === 'plan') return <LinkView page={page} here={here} lastResult={answered?.result} />
  return (
    <TalkLinkView
      page={page}
      here={here}
      picker={<LanguagePicker language={page.language} address={here} />}
    />
  )
}
