import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Button, LinkButton, TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import type { Places } from './queries.server.ts'
import { HOME_OF } from './rules.ts'
import type { OwnSession } from './sessions.server.ts'

interface AccountViewProps {
  name: string
  email: string
  places: Places
  sessions: OwnSession[]
  factor: { since: string | null; required: boolean }
  /** Wants the mail in the morning. */
  digest: boolean
  /** ISO date. */
  today: string
  /** Just now. */
  passwordChanged: boolean
}

export function AccountView(props: AccountViewProps): ReactNode {
  const { name, email, places, sessions, factor, digest, today, passwordChanged } = props
  const { t } = useWords()
  const cities = places.cities.map(({ slug, name: city, role }) => ({
    key: slug,
    label: `${city} (${t(`access:role.${role}`)})`,
    to: `/c/${slug}/${HOME_OF[role]}`,
  }))
  const regions = places.regions.map(({ slug, name: region }) => ({
    key: slug,
    label: region,
    to: '/region',
  }))
  const platform = places.operator
    ? [{ key: 'operator', label: t('access:role.operator'), to: '/operator' }]
    : []
  return (
    <Frame user={{ name }} narrow>
      <Stack text>
        <PageHeader title={t('access:account.title')} />
        {passwordChanged ? (
          <Alert tone="ok" title={t('access:password.changed')}>
            {t('access:password.changedHelp')}
          </Alert>
        ) : null}
        <DefinitionList
          facts={[
            { term: t('access:account.name'), value: name },
            {
              term: t('access:account.email'),
              value: (
                <>
                  {email} <TextLink to="/account/email">{t('access:account.change')}</TextLink>
                </>
              ),
            },
            {
              term: t('access:account.password'),
              value: (
                <>
                  {t('access:account.passwordHidden')}{' '}
                  <TextLink to="/account/password">{t('access:account.change')}</TextLink>
                </>
              ),
            },
            { term: t('access:account.organisation'), value: places.organisation?.name },
            {
              term: t('access:account.places'),
              value: (
                <ul>
                  {[...cities, ...regions, ...platform].map(({ key, label, to }) => (
                    <li key={key}>
                      <TextLink to={to}>{label}</TextLink>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
        <form method="post" action="/sign-out">
          <Button>{t('access:account.signOut')}</Button>
        </form>
        <Section title={t('access:factor.title')} id="second-factor">
          <Stack>
            <p>{factor.since ? t('access:account.factorOn') : t('access:account.factorOff')}</p>
            <div>
              <LinkButton to="/account/second-factor">
                {factor.since ? t('access:account.factorManage') : t('access:account.factorSet')}
              </LinkButton>
            </div>
          </Stack>
        </Section>
        {places.cities.some(({ role }) => role === 'lead' || role === 'caseworker') ? (
          <MorningMail wanted={digest} />
        ) : null}
        <OwnSessions sessions={sessions} today={today} />
      </Stack>
    </Frame>
  )
}

function MorningMail({ wanted }: { wanted: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <Section title={t('access:digest.title')} id="digest">
      <Stack>
        <p>{wanted ? t('access:digest.on') : t('access:digest.off')}</p>
        <Form method="post">
          <Button name="digest" value={wanted ? 'off' : 'on'}>
            {wanted ? t('access:digest.turnOff') : t('access:digest.turnOn')}
          </Button>
        </Form>
      </Stack>
    </Section>
  )
}

function OwnSessions({ sessions, today }: { sessions: OwnSession[]; today: string }): ReactNode {
  const { t } = useWords()
  const format = useFormat(today)
  return (
    <Section title={t('access:session.title')} count={sessions.length} id="sessions">
      <Stack>
        <p>{t('access:session.lead')}</p>
        <WorkList label={t('access:session.title')}>
          {sessions.map(({ id, browser, createdAt, lastSeenAt, here }) => {
            const device = browser || t('access:session.unknown')
            return (
              <WorkLine
                key={id}
                who={<strong>{device}</strong>}
                why={
                  here
                    ? t('access:session.here', { since: format.dayTime(createdAt) })
                    : t('access:session.seen', {
                        since: format.dayTime(createdAt),
                        seen: format.dayTime(lastSeenAt),
                      })
                }
                action={
                  here ? undefined : (
                    <Form method="post">
                      <input type="hidden" name="session" value={id} />
                      <Button small aria-label={t('access:session.endOne', { device })}>
                        {t('access:session.end')}
                      </Button>
                    </Form>
                  )
                }
              />
            )
          })}
        </WorkList>
        {sessions.length > 1 ? (
          <Form method="post">
            <Button>{t('access:session.endOthers')}</Button>
          </Form>
        ) : null}
      </Stack>
    </Section>
  )
}
