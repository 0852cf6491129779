import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { writtenLanguage } from '../letters/catalogue.ts'
import { changeSender } from '../messages/texts/commands.server.ts'
import { senderInput } from '../messages/texts/input.ts'
import { OverviewView } from '../messages/texts/overview-view.tsx'
import { textsOverview } from '../messages/texts/pages.server.ts'
import { senderRefusal } from '../messages/texts/refusals.ts'

export const handle: PageHandle = { title: 'messages:texts.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const domains = runtime().env.mailDomains
  const asked = new URL(request.url).searchParams
  const saved = asked.get('told') === 'saved'
  const chosen = writtenLanguage(asked.get('language') ?? undefined) ?? 'de'
  const overview = await act(access, { action: 'view', subject: 'message-texts' }, (city) =>
    textsOverview(city, domains),
  )
  return { shell: shellOf(access), domains, saved, chosen, ...overview }
}

const save = savesWith(senderRefusal)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const next = `/c/${access.city.slug}/settings/messages?told=saved`
  return save(await formOf(request), senderInput, next, (input) =>
    act(access, { action: 'change', subject: 'message-texts' }, (city) =>
      changeSender(city, input, runtime().env.mailDomains),
    ),
  )
}

export default function Messages(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="settings">
      <OverviewView slug={shell.city.slug} {...facts} lastResult={useActionData<typeof action>()} />
    </CityPage>
  )
}
