import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import type { Places } from './queries.server.ts'

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
  const cities = places.cities.map((city) => `${city.name} (${t(`access:role.${city.role}`)})`)
  const regions = places.regions.map((region) => region.name)
  return (
    <Frame user={{ name }} narrow>
      <Stack text>
        <PageHeader title={t('access:account.title')} />
        <DefinitionList
          facts={[
            { term: t('access:account.name'), value: name },
            { term: t('access:account.email'), value: email },
            { term: t('access:account.places'), value: [...cities, ...regions].join(', ') },
          ]}
        />
        <form method="post" action="/sign-out">
          <Button>{t('access:account.signOut')}</Button>
        </form>
      </Stack>
    </Frame>
  )
}
