import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act, look } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { mayIn, shellOf } from '../access/shell.ts'
import { ClientListView } from '../clients/client-list-view.tsx'
import { listClients, listClientsOf } from '../clients/list.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { FoundView } from '../people/found-view.tsx'
import { readSought } from '../people/rules.ts'
import { findPeople } from '../people/search.server.ts'

export const handle: PageHandle = { title: 'clients:list.title' }

/** A search changes nothing of the list: asking for it again would only leave another row in the trail. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formMethod === 'POST' ? false : defaultShouldRevalidate

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-clients')
  const { searchParams } = new URL(request.url)
  const after = searchParams.get('after')
  const cursor = after ? uuidOr404(after) : undefined
  const everyone = searchParams.get('of') === 'everyone'
  const list = await look(access, { action: 'view', subject: 'clients' }, ({ db, actor }) =>
    everyone ? listClients(db, cursor) : listClientsOf(db, actor.id, cursor),
  )
  return {
    shell: shellOf(access),
    list,
    everyone,
    onFirstPage: cursor === undefined,
    mayHandOver: mayIn(access, 'hand-over'),
    mayTakeIn: mayIn(access, 'take-in'),
  }
}

/** The search is a POST: what was looked for stands in no address and no log, only in the audit trail. */
export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'see-clients')
  const typed = String((await formOf(request)).get('q') ?? '')
    .replaceAll('\0', '')
    .slice(0, 200)
  const sought = readSought(typed, shellOf(access).today)
  if (!sought) return { query: typed, found: null }
  const found = await act(
    access,
    { action: 'search', subject: 'clients', values: { sought: typed } },
    ({ db }) => findPeople(db, sought),
  )
  return { query: typed, found }
}

export default function Clients(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const search = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients" query={search?.query}>
      {search ? (
        <FoundView shell={shell} search={search} mayTakeIn={facts.mayTakeIn} />
      ) : (
        <ClientListView shell={shell} {...facts} />
      )}
    </CityPage>
  )
}
