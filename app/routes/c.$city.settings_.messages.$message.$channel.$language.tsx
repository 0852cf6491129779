import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { dayOf } from '../../infra/clock.ts'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { problemsOf, saveText, turnText } from '../messages/texts/commands.server.ts'
import { EditorView } from '../messages/texts/editor-view.tsx'
import { textInput, turnInput } from '../messages/texts/input.ts'
import { textNamed, textPageOf } from '../messages/texts/pages.server.ts'
import { placeholdersOf, previewOf } from '../messages/texts/preview.ts'
import { problemRefusal } from '../messages/texts/refusals.ts'

export const handle: PageHandle = { title: 'messages:texts.title' }

const textOr404 = (params: LoaderFunctionArgs['params']) => {
  const key = textNamed(params)
  if (!key) throw notFound()
  return key
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const shown = textOr404(params)
  const saved = new URL(request.url).searchParams.get('told') === 'saved'
  const found = await act(access, { action: 'view', subject: 'message-texts' }, (city) =>
    textPageOf(city, shown),
  )
  const today = dayOf(access.clock.now())
  const preview = previewOf(shown, found.template, today)
  const placeholders = placeholdersOf(shown, today)
  return { shell: shellOf(access), shown, saved, ...found, preview, placeholders }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const key = textOr404(params)
  const { kind, channel, language } = key
  const page = `/c/${access.city.slug}/settings/messages/${kind}/${channel}/${language}`
  const purpose = { action: 'change', subject: 'message-texts' } as const
  const form = await formOf(request)
  const turn = turnInput.safeParse(Object.fromEntries(form))
  if (turn.success) {
    const done = await act(access, purpose, (city) => turnText(city, key, turn.data))
    if (done.ok) throw redirect(`${page}?told=saved`, 303)
    if (done.error === 'not-found') throw notFound()
    return data({ form: 'turn' as const, problem: done.error }, 409)
  }
  const submission = parseForm(form, textInput)
  if (submission.status !== 'success')
    return data({ form: 'text' as const, reply: submission.reply(), preview: null }, 400)
  const { value } = submission
  const problems = problemsOf(key, value)
  const preview = previewOf(key, value, dayOf(access.clock.now()))
  const reply = submission.reply(problemRefusal(problems))
  if (form.get('intent') === 'preview' || problems.length > 0)
    return data({ form: 'text' as const, reply, preview }, problems.length > 0 ? 400 : 200)
  const done = await act(access, purpose, (city) => saveText(city, key, value))
  if (done.ok) throw redirect(`${page}?told=saved`, 303)
  const refused = submission.reply({ formErrors: ['messages:textError.changed'] })
  return data({ form: 'text' as const, reply: refused, preview }, 409)
}

export default function MessageText(): ReactNode {
  const { shell, preview, ...facts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const typed = answer?.form === 'text' ? answer : undefined
  return (
    <CityPage shell={shell} current="settings">
      <EditorView
        slug={shell.city.slug}
        today={shell.today}
        {...facts}
        preview={typed?.preview ?? preview}
        problem={answer?.form === 'turn' ? answer.problem : undefined}
        lastResult={typed?.reply}
      />
    </CityPage>
  )
}
