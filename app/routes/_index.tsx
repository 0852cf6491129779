import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { requireAccount } from '../access/guards.server.ts'
import { HomeView } from '../access/home-view.tsx'
import { placesOf } from '../access/queries.server.ts'
import { HOME_OF } from '../access/rules.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, name, web } = await requireAccount(request)
  const places = await placesOf(web.databases.platform, accountId)
  const [only] = places.cities
  const home = only && HOME_OF[only.role]
  // Most people work in one place: they are there at once.
  if (home && places.cities.length === 1 && places.regions.length === 0)
    throw redirect(`/c/${only.slug}/${home}`)
  if (places.cities.length === 0 && places.regions.length === 1) throw redirect('/region')
  return { user: { name }, places }
}

export default function Home(): ReactNode {
  return <HomeView {...useLoaderData<typeof loader>()} />
}
