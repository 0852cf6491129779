import type { ReactNode } from 'react'
import { Frame } from '../kit/frame.tsx'
import { useWords } from '../kit/use-words.ts'
import type { CityPlace, Shell } from './shell.ts'

interface CityPageProps {
  shell: Shell
  /** Where in the head of the page we are. */
  current: CityPlace
  /** 70 characters a line: forms and texts. */
  narrow?: boolean | undefined
  query?: string | undefined
  children: ReactNode
}

/** Every page inside a city. */
export function CityPage({ shell, current, narrow, query, children }: CityPageProps): ReactNode {
  const { t } = useWords()
  const { city, user, places } = shell
  const nav = places.map((place) => ({
    to: `/c/${city.slug}/${place === 'privacy' ? 'privacy/search' : place}`,
    label: t(`access:place.${place}`),
    current: place === current,
    pinned: place === 'today' || place === 'clients' || place === 'partner',
    icon:
      place === 'today'
        ? ('calendar-today' as const)
        : place === 'clients' || place === 'partner'
          ? ('people' as const)
          : undefined,
  }))
  return (
    <Frame
      city={city}
      user={user}
      nav={nav}
      search={places.includes('clients')}
      query={query}
      narrow={narrow}
    >
      {children}
    </Frame>
  )
}
