import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { mayIn, shellOf } from '../access/shell.ts'
import { clientHead } from '../clients/queries.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { AccessView } from '../privacy/access-view.tsx'
import { cursorInput } from '../privacy/input.ts'
import { accessesTo, weeksOf } from '../privacy/queries.server.ts'

export const handle: PageHandle = { title: 'privacy:client.title' }

/** The number of the row the page begins after. */
function cursorOf(request: Request): string | undefined {
  const asked = new URL(request.url).searchParams.get('before')
  if (asked === null) return undefined
  const read = cursorInput.safeParse(asked)
  if (!read.success) throw notFound()
  return read.data
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-access')
  const clientId = uuidOr404(params.id)
  const before = cursorOf(request)
  const purpose = { action: 'view', subject: 'client-access', subjectId: clientId } as const
  return act(access, purpose, async ({ db, today }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const here = `/c/${access.city.slug}/clients/${clientId}`
    return {
      shell: shellOf(access),
      // The data protection officer sees whose file it is, and nothing else of it.
      name: [head.familyName, head.givenName].filter(Boolean).join(', '),
      list: await accessesTo(db, clientId, before),
      weeks: before ? [] : await weeksOf(db, clientId, today.toString()),
      onFirstPage: before === undefined,
      here: `${here}/access`,
      file: mayIn(access, 'see-clients') ? here : null,
    }
  })
}

export default function ClientAccess(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current={facts.file ? 'clients' : 'privacy'} narrow>
      <AccessView {...facts} today={shell.today} />
    </CityPage>
  )
}
