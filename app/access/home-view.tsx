import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import type { Places } from './queries.server.ts'
import { HOME_OF } from './rules.ts'

interface HomeViewProps {
  user: { name: string }
  places: Places
  /** What waits in a city, where somebody knows; else the line says what one is there. */
  whyOf: (slug: string) => ReactNode
}

/** Everywhere this account may work, when that is not one place. */
export function HomeView({ user, places, whyOf }: HomeViewProps): ReactNode {
  const { t } = useWords()
  const { cities, regions, operator, organisation } = places
  // Nothing to choose from: a question would have no answer.
  const choice = regions.length + cities.length > 0 || operator
  return (
    <Frame user={user} narrow>
      <Stack text>
        <PageHeader
          title={choice ? t('access:home.title') : t('access:home.hello', { name: user.name })}
          sub={organisation ? t('access:home.partner', { organisation: organisation.name }) : undefined}
        />
        {cities.length > 0 ? (
          <Section title={t('access:home.cities')}>
            <WorkList>
              {cities.map(({ slug, name, colour, role }) => (
                <WorkLine
                  key={slug}
                  who={
                    <span className="k-city" style={{ borderColor: colour }}>
                      <TextLink strong to={`/c/${slug}/${HOME_OF[role]}`}>
                        {name}
                      </TextLink>
                    </span>
                  }
                  why={whyOf(slug) ?? t(`access:role.${role}`)}
                />
              ))}
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
        {operator ? (
          <Section title={t('access:home.platform')}>
            <WorkList>
              <WorkLine
                who={
                  <TextLink strong to="/operator">
                    {t('access:home.health')}
                  </TextLink>
                }
                why={t('access:role.operator')}
              />
            </WorkList>
          </Section>
        ) : null}
        {choice ? null : <EmptyState title={t('access:home.none')}>{t('access:home.noneHelp')}</EmptyState>}
      </Stack>
    </Frame>
  )
}
