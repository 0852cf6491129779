import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { partnerIn, requireAccount } from '../access/guards.server.ts'
import { HomeView } from '../access/home-view.tsx'
import { placesOf } from '../access/queries.server.ts'
import { HOME_OF } from '../access/rules.ts'
import { countsIn } from '../partners/cities.server.ts'
import { CityCounts } from '../partners/city-counts.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, name, web } = await requireAccount(request)
  const places = await placesOf(web.databases.platform, accountId, web.clock.now())
  const { cities, regions, operator, organisation } = places
  const [only] = cities
  // Most people work in one place: they are there at once.
  if (only && cities.length === 1 && regions.length === 0 && !operator)
    throw redirect(`/c/${only.slug}/${HOME_OF[only.role]}`)
  if (cities.length === 0 && regions.length === 1 && !operator) throw redirect('/region')
  if (cities.length + regions.length === 0 && operator) throw redirect('/operator')
  const referred = organisation
    ? cities
        .filter(({ role }) => role === 'partner')
        .map((city) => partnerIn(web, { id: accountId, name, organisation }, city))
    : []
  return { user: { name }, places, counts: await countsIn(referred) }
}

export default function Home(): ReactNode {
  const { counts, ...facts } = useLoaderData<typeof loader>()
  return (
    <HomeView
      {...facts}
      whyOf={(slug) => (slug in counts ? <CityCounts counts={counts[slug] ?? null} /> : undefined)}
    />
  )
}
