import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { saveTopic } from '../assessments/commands/draft.server.ts'
import { saveInput } from '../assessments/input.ts'
import { topicPage } from '../assessments/queries/shown-topic.server.ts'
import { isTopic, saidIn, TOPIC_INPUTS, topicAfter } from '../assessments/rules/topics.ts'
import { TalkView } from '../assessments/talk-view.tsx'
import type { TopicReply } from '../assessments/topic-form.tsx'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'assessments:title' }

/** A save while somebody types changes nothing that is shown. */
export const shouldRevalidate = ({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formData?.has('quiet') ? false : defaultShouldRevalidate

const topicOr404 = (word = '') => {
  if (!isTopic(word)) throw notFound()
  return word
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const topic = topicOr404(params.topic)
  const special = topic === 'ability' ? { special: ['health'] as const } : {}
  const purpose = { action: 'view', subject: 'assessment', subjectId: clientId, ...special } as const
  return act(access, purpose, async ({ db, today }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const page = await topicPage(db, head, topic, today.toString())
    if (!page) throw redirect(`/c/${access.city.slug}/clients/${clientId}/assessment`)
    return { shell: shellOf(access), head, ...page }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const topic = topicOr404(params.topic)
  const talk = `/c/${access.city.slug}/clients/${clientId}/assessment`
  const form = await formOf(request)
  const quiet = form.has('quiet')
  const reply = (told: Partial<TopicReply>, status: number) =>
    data<TopicReply>({ result: null, savedAt: null, changed: null, ...told }, quiet ? 200 : status)

  const how = parseForm(form, saveInput)
  const told = parseForm(form, TOPIC_INPUTS[topic])
  if (how.status !== 'success') return reply({ result: how.reply() }, 400)
  // Left without an answer: what stands in the fields does not count, however it was typed.
  const left = how.value.state !== 'answered' && told.status !== undefined
  if (told.status !== 'success' && !left) return reply({ result: told.reply() }, 400)
  const { formKey, ...seen } = how.value
  const answers = left || told.status !== 'success' ? {} : told.value
  const done = await act(access, { action: 'change', subject: 'assessment', subjectId: clientId }, (city) =>
    saveTopic(city, { clientId, topic, answers, savedFrom: formKey, ...seen }),
  )
  if (!done.ok && done.error === 'not-found') throw notFound()
  if (!done.ok) throw redirect(talk, 303)
  if (done.value.kind === 'changed') {
    const { answers: theirs, ...stands } = done.value
    const changed = { ...stands, answers: saidIn([{ ...stands, answers: theirs }]).answers }
    return reply({ result: told.reply(), changed }, 409)
  }
  if (quiet) return reply({ savedAt: access.clock.now().toString() }, 200)
  throw redirect(`${talk}/${topicAfter(topic) ?? 'finish'}`, 303)
}

export default function AssessmentTopic(): ReactNode {
  const { shell, head, ...page } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      <TalkView {...page} reply={reply} file={`/c/${shell.city.slug}/clients/${head.clientId}`} />
    </CityPage>
  )
}
