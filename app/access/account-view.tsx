import type { ReactNode } from 'react'
import { Button, TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import type { Places } from './queries.server.ts'
import { HOME_OF } from './rules.ts'

export function AccountView({
  name,
  email,
  places,
}: {
  name: string
  email: string
  places: Places
}): ReactNode {
  const { t } = useWords()
  const cities = places.cities.map(({ slug, name: city, role }) => ({
    key: slug,
    label: `${city} (${t(`access:role.${role}`)})`,
    to: HOME_OF[role] ? `/c/${slug}/${HOME_OF[role]}` : undefined,
  }))
  const regions = places.regions.map(({ slug, name: region }) => ({
    key: slug,
    label: region,
    to: '/region',
  }))
  return (
    <Frame user={{ name }} narrow>
      <Stack text>
        <PageHeader title={t('access:account.title')} />
        <DefinitionList
          facts={[
            { term: t('access:account.name'), value: name },
            { term: t('access:account.email'), value: email },
            { term: t('access:account.organisation'), value: places.organisation },
            {
              term: t('access:account.places'),
              value: (
                <ul>
                  {[...cities, ...regions].map(({ key, label, to }) => (
                    <li key={key}>{to ? <TextLink to={to}>{label}</TextLink> : label}</li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
        <form method="post" action="/sign-out">
          <Button>{t('access:account.signOut')}</Button>
        </form>
      </Stack>
    </Frame>
  )
}
