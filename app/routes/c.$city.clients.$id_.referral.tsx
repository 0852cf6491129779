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
import { endReferral, refer } from '../partners/commands.server.ts'
import { endInput, referralInput } from '../partners/input.ts'
import { consentsOf, referralsOf } from '../partners/queries.server.ts'
import { ReferralView } from '../partners/referral-view.tsx'
import { refusalOf } from '../partners/refusals.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'partners:referral.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'refer')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'view', subject: 'referral', subjectId: clientId } as const
  return act(access, purpose, async ({ db }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    return {
      shell: shellOf(access),
      head,
      consents: await consentsOf(db, clientId),
      referrals: await referralsOf(db, clientId),
      ending: new URL(request.url).searchParams.get('end'),
      formKey: newFormKey(),
    }
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'refer')
  const clientId = uuidOr404(params.id)
  const page = `/c/${access.city.slug}/clients/${clientId}/referral`
  const purpose = { subject: 'referral', subjectId: clientId }
  const form = await formOf(request)
  if (form.get('intent') === 'end')
    return save(form, endInput, page, (input) =>
      act(access, { action: 'change', ...purpose }, (city) => endReferral(city, clientId, input)),
    )
  const organisations = await contractedWith(
    runtime().databases.platform,
    access.city.slug,
    access.clock.now(),
  )
  return save(form, referralInput, page, (input) =>
    act(access, { action: 'share', ...purpose }, (city) => refer(city, clientId, { input, organisations })),
  )
}

export default function Referral(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <ReferralView
          key={lastResult ? 'typed' : facts.formKey}
          {...facts}
          today={shell.today}
          file={file}
          lastResult={lastResult}
        />
      </Stack>
    </CityPage>
  )
}
