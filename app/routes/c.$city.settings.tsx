import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { changeSettings } from '../settings/commands.server.ts'
import { settingsInput } from '../settings/input.ts'
import { settingsOf } from '../settings/queries.server.ts'
import { SettingsView } from '../settings/settings-view.tsx'

export const handle: PageHandle = { title: 'settings:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const saved = new URL(request.url).searchParams.get('told') === 'saved'
  const settings = await act(access, { action: 'view', subject: 'settings' }, ({ db }) => settingsOf(db))
  return { shell: shellOf(access), settings, saved }
}

const save = savesWith((_: never) => ({}))

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const next = `/c/${access.city.slug}/settings?told=saved`
  return save(await formOf(request), settingsInput, next, (input) =>
    act(access, { action: 'change', subject: 'settings' }, (city) => changeSettings(city, input)),
  )
}

export default function Settings(): ReactNode {
  const { shell, settings, saved } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="settings" narrow>
      <SettingsView slug={shell.city.slug} settings={settings} saved={saved} lastResult={lastResult} />
    </CityPage>
  )
}
