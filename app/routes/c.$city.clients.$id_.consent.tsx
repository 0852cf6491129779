import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { contractedWith } from '../access/queries/team.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { fail } from '../kit/result.ts'
import { recordConsent, withdrawConsent } from '../partners/commands.server.ts'
import { ConsentView } from '../partners/consent-view.tsx'
import { consentInput, withdrawInput } from '../partners/input.ts'
import { consentsOf, referralsOf } from '../partners/queries.server.ts'
import { refusalOf } from '../partners/refusals.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'partners:consent.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-consent')
  const clientId = uuidOr404(params.id)
  const organisations = await contractedWith(
    runtime().databases.platform,
    access.city.slug,
    access.clock.now(),
  )
  const purpose = { action: 'view', subject: 'consent', subjectId: clientId } as const
  return act(access, purpose, async ({ db }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    return {
      shell: shellOf(access),
      head,
      organisations,
      consents: await consentsOf(db, clientId),
      referrals: await referralsOf(db, clientId),
      withdrawing: new URL(request.url).searchParams.get('withdraw'),
      formKey: newFormKey(),
    }
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-consent')
  const clientId = uuidOr404(params.id)
  const page = `/c/${access.city.slug}/clients/${clientId}/consent`
  const purpose = { subject: 'consent', subjectId: clientId }
  const form = await formOf(request)
  if (form.get('intent') === 'withdraw')
    return save(form, withdrawInput, page, (input) =>
      act(access, { action: 'change', ...purpose }, (city) => withdrawConsent(city, clientId, input)),
    )
  return save(form, consentInput, page, async (input) => {
    const organisations = await contractedWith(
      runtime().databases.platform,
      access.city.slug,
      access.clock.now(),
    )
    const organisation = organisations.find(({ id }) => id === input.organisationId)
    if (!organisation) return fail('no-organisation')
    return act(access, { action: 'create', ...purpose }, (city) =>
      recordConsent(city, clientId, { input, organisation }),
    )
  })
}

export default function Consent(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        {/* A form that was kept begins anew. */}
        <ConsentView
          key={lastResult ? 'typed' : facts.formKey}
          {...facts}
          language={head.language}
          today={shell.today}
          file={file}
          lastResult={lastResult}
        />
      </Stack>
    </CityPage>
  )
}
