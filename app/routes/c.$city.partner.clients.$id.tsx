import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requirePartner } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { answerReferral, writePartnerNote } from '../partners/commands.server.ts'
import { answerInput, noteInput } from '../partners/input.ts'
import { referredClient } from '../partners/queries/partner.server.ts'
import { ReferredView } from '../partners/referred-view.tsx'
import { refusalOf } from '../partners/refusals.ts'

export const handle: PageHandle = { title: 'partners:client.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requirePartner(request, params, 'see-referred')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'view', subject: 'referred', subjectId: clientId, special: ['health'] } as const
  return act(access, purpose, async ({ db }) => {
    const client = await referredClient(db, clientId)
    if (!client) throw notFound()
    return { shell: shellOf(access), client, formKey: newFormKey() }
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requirePartner(request, params, 'answer-referred')
  const clientId = uuidOr404(params.id)
  const inbox = `/c/${access.city.slug}/partner`
  const page = `${inbox}/clients/${clientId}`
  const form = await formOf(request)
  const purpose = { action: 'create', subjectId: clientId } as const
  if (form.get('intent') !== 'answer')
    return save(form, noteInput, page, (input) =>
      act(access, { ...purpose, subject: 'note' }, (city) => writePartnerNote(city, clientId, input)),
    )
  // Whoever declines sees the person no longer.
  const next = form.get('answer') === 'accepted' ? page : inbox
  return save(form, answerInput, next, (input) =>
    act(access, { ...purpose, subject: 'referral-answer' }, (city) => answerReferral(city, clientId, input)),
  )
}

export default function Referred(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="partner">
      <ReferredView
        key={lastResult ? 'typed' : facts.formKey}
        {...facts}
        today={shell.today}
        lastResult={lastResult}
      />
    </CityPage>
  )
}
