import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import type { Places } from './queries.server.ts'
import { HOME_OF } from './rules.ts'

/** Everywhere this account may work, when that is not one place. */
export function HomeView({ user, places }: { user: { name: string }; places: Places }): ReactNode {
  const { t } = useWords()
  const { cities, regions, organisation } = places
  return (
    <Frame user={user} narrow>
      <Stack text>
        <PageHeader
          title={t('access:home.title')}
          sub={organisation ? t('access:home.partner', { organisation }) : undefined}
        />
        {cities.length > 0 ? (
          <Section title={t('access:home.cities')}>
            <WorkList>
              {cities.map(({ slug, name, role }) => {
                const home = HOME_OF[role]
                return (
                  <WorkLine
                    key={slug}
                    who={
                      home ? (
                        <TextLink strong to={`/c/${slug}/${home}`}>
                          {name}
                        </TextLink>
                      ) : (
                        <strong>{name}</strong>
                      )
                    }
                    why={t(`access:role.${role}`)}
                  />
                )
              })}
            </WorkList>
          </Section>
        ) : null}
        {regions.length > 0 ? (
          <Section title={t('access:home.regions')}>
            <WorkList>
              {regions.map(({ slug, name }) => (
                <WorkLine
                  key={slug}
                  who={
                    <TextLink strong to="/region">
                      {name}
                    </TextLink>
                  }
                  why={t('access:home.compare')}
                />
              ))}
            </WorkList>
          </Section>
        ) : null}
        {cities.length + regions.length === 0 ? (
          <EmptyState title={t('access:home.none')}>{t('access:home.noneHelp')}</EmptyState>
        ) : null}
      </Stack>
    </Frame>
  )
}
