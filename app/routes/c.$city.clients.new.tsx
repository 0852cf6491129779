import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { candidatesFor } from '../people/candidates.server.ts'
import { takeIn, takeInKnown } from '../people/commands.server.ts'
import { knownRequestInput, requestInput, typedInput } from '../people/input.ts'
import { KnownRequestView } from '../people/known-request-view.tsx'
import { NewRequestView } from '../people/new-request-view.tsx'
import { requestRefusal } from '../people/refusals.ts'
import { personFound } from '../people/search.server.ts'

export const handle: PageHandle = { title: 'people:request.title' }

/** Proposals change nothing of the page. */
export const shouldRevalidate = ({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formData?.get('intent') === 'candidates' ? false : defaultShouldRevalidate

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'take-in')
  const asked = new URL(request.url).searchParams.get('person')
  const page = { shell: shellOf(access), formKey: newFormKey() }
  if (!asked) return { ...page, person: null }
  const personId = uuidOr404(asked)
  const purpose = { action: 'view', subject: 'request', subjectId: personId } as const
  const person = await act(access, purpose, ({ db }) => personFound(db, personId))
  if (!person) throw notFound()
  return { ...page, person }
}

const refused = { candidates: [] }

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'take-in')
  const { today } = shellOf(access)
  const base = `/c/${access.city.slug}/clients`
  const form = await formOf(request)
  switch (form.get('intent')) {
    case 'candidates': {
      const submission = parseForm(form, typedInput)
      if (submission.status !== 'success') return data({ ...refused, reply: submission.reply() }, 400)
      const typed = submission.value
      const purpose = {
        action: 'search',
        subject: 'clients',
        values: { sought: Object.values(typed).join(' ') },
      } as const
      return {
        candidates: await act(access, purpose, ({ db }) => candidatesFor(db, typed, today)),
        reply: undefined,
      }
    }
    case 'known': {
      const submission = parseForm(form, knownRequestInput)
      if (submission.status !== 'success') return data({ ...refused, reply: submission.reply() }, 400)
      const done = await act(access, { action: 'create', subject: 'request' }, (city) =>
        takeInKnown(city, submission.value),
      )
      if (!done.ok) return data({ ...refused, reply: submission.reply(requestRefusal(done.error)) }, 409)
      throw redirect(`${base}/${done.value.clientId}`, 303)
    }
    default: {
      const submission = parseForm(form, requestInput(today))
      if (submission.status !== 'success') return data({ ...refused, reply: submission.reply() }, 400)
      const done = await act(access, { action: 'create', subject: 'request' }, (city) =>
        takeIn(city, submission.value),
      )
      if (!done.ok) return data({ ...refused, reply: submission.reply(requestRefusal(done.error)) }, 409)
      if ('clientId' in done.value) throw redirect(`${base}/${done.value.clientId}`, 303)
      const ask = { fieldErrors: { person: ['people:error.is-it-one'] } }
      return data({ candidates: done.value.candidates, reply: submission.reply(ask) }, 409)
    }
  }
}

export default function NewRequest(): ReactNode {
  const { shell, person, formKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      {person ? (
        <KnownRequestView shell={shell} person={person} formKey={formKey} lastResult={answer?.reply} />
      ) : (
        <NewRequestView
          shell={shell}
          formKey={formKey}
          lastResult={answer?.reply}
          asked={answer?.candidates ?? []}
        />
      )}
    </CityPage>
  )
}
