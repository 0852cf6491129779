import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import {
  addMember,
  leaveHousehold,
  moveHome,
  recordEarning,
  recordSharedContact,
} from '../households/commands.server.ts'
import { HOUSEHOLD_FORMS, HouseholdView } from '../households/household-view.tsx'
import { earningInput, leaveInput, memberInput, moveInput, sharedContactInput } from '../households/input.ts'
import { livingOf } from '../households/queries.server.ts'
import { refusalOf } from '../households/refusals.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'households:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const { searchParams } = new URL(request.url)
  const asked = searchParams.get('form')
  const purpose = { action: 'view', subject: 'household', subjectId: clientId } as const
  return act(access, purpose, async ({ db, today }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    return {
      shell: shellOf(access),
      head,
      ...(await livingOf(db, head, today.toString())),
      form: HOUSEHOLD_FORMS.find((form) => form === asked) ?? null,
      who: searchParams.get('who'),
      formKey: newFormKey(),
    }
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const page = `/c/${access.city.slug}/clients/${clientId}/household`
  const purpose = { action: 'change', subject: 'household', subjectId: clientId } as const
  const form = await formOf(request)
  switch (form.get('intent')) {
    case 'move':
      return save(form, moveInput, page, (input) =>
        act(access, purpose, (city) => moveHome(city, clientId, input)),
      )
    case 'shared':
      return save(form, sharedContactInput, page, (input) =>
        act(access, purpose, (city) => recordSharedContact(city, clientId, input)),
      )
    case 'earning':
      return save(form, earningInput, page, (input) =>
        act(access, purpose, (city) => recordEarning(city, clientId, input)),
      )
    case 'leave':
      return save(form, leaveInput, page, (input) =>
        act(access, purpose, (city) => leaveHousehold(city, clientId, input)),
      )
    default:
      return save(form, memberInput, page, (input) =>
        act(access, purpose, (city) => addMember(city, clientId, input)),
      )
  }
}

export default function Household(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const clients = `/c/${shell.city.slug}/clients`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <HouseholdView
          {...facts}
          client={head}
          today={shell.today}
          page={`${clients}/${head.clientId}/household`}
          clients={clients}
          lastResult={lastResult}
        />
      </Stack>
    </CityPage>
  )
}
