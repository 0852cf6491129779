import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { AccountView } from '../access/account-view.tsx'
import { requireAccount } from '../access/guards.server.ts'
import { emailOf, placesOf } from '../access/queries.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:account.title' }

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, name, web } = await requireAccount(request)
  const { platform } = web.databases
  const [email, places] = await Promise.all([emailOf(platform, accountId), placesOf(platform, accountId)])
  return { name, email, places }
}

export default function Account(): ReactNode {
  return <AccountView {...useLoaderData<typeof loader>()} />
}
