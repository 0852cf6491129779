import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge, type Tone } from '../kit/badge.tsx'
import { LinkButton } from '../kit/button.tsx'
import { type Column, DataTable } from '../kit/data-table.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { onTheWall } from '../kit/format.ts'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Member, OpenInvitation } from './queries/team.server.ts'

export const TEAM_NEWS = ['invited', 'again', 'withdrawn', 'changed', 'removed', 'factor-removed'] as const
export type TeamNews = (typeof TEAM_NEWS)[number]

interface TeamViewProps {
  city: { slug: string; name: string }
  today: string
  /** Account id of who looks. */
  actorId: string
  members: Member[]
  invitations: OpenInvitation[]
  /** What has just been done. */
  news: TeamNews | null
  refused: 'gone' | 'no-contract' | undefined
}

export function TeamView(props: TeamViewProps): ReactNode {
  const { city, today, actorId, members, invitations, news, refused } = props
  const { t } = useWords()
  const own = members.filter(({ role }) => role !== 'partner')
  const partners = members.filter(({ role }) => role === 'partner')
  return (
    <Stack>
      <PageHeader
        title={t('access:team.title')}
        sub={t('access:team.sub')}
        action={
          <LinkButton kind="primary" to={`/c/${city.slug}/team/new`}>
            {t('access:team.invite')}
          </LinkButton>
        }
      />
      {news ? <Alert tone="ok" title={t(`access:team.done.${news}`)} /> : null}
      {refused ? (
        <Alert tone="warn" title={t(refused === 'gone' ? 'access:team.gone' : 'access:team.noContract')} />
      ) : null}
      <Section title={t('access:team.open')} count={invitations.length}>
        <Invitations invitations={invitations} today={today} />
      </Section>
      <Section title={t('access:team.people')} count={own.length}>
        <People caption={t('access:team.people')} people={own} {...{ city, today, actorId }} />
      </Section>
      <Section title={t('access:team.partners')} count={partners.length}>
        <People caption={t('access:team.partners')} people={partners} {...{ city, today, actorId }} />
      </Section>
    </Stack>
  )
}

interface PeopleProps {
  caption: string
  people: Member[]
  city: { slug: string }
  today: string
  actorId: string
}

function People({ caption, people, city, today, actorId }: PeopleProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const partners = people.some(({ organisation }) => organisation)
  const columns: Column<Member>[] = [
    {
      key: 'name',
      head: t('access:team.name'),
      rowHeader: true,
      cell: ({ name, accountId }) => (
        <>
          {name} {accountId === actorId ? <span className="k-quiet">({t('access:team.you')})</span> : null}
        </>
      ),
    },
    partners
      ? { key: 'as', head: t('access:team.organisation'), cell: ({ organisation }) => organisation ?? '' }
      : { key: 'as', head: t('access:team.role'), cell: ({ role }) => t(`access:role.${role}`) },
    { key: 'email', head: t('access:member.email'), cell: ({ email }) => email },
    { key: 'since', head: t('access:team.since'), cell: ({ since }) => f.date(onTheWall(since).date) },
    {
      key: 'edit',
      head: t('access:team.edit'),
      action: true,
      cell: ({ accountId, name }) =>
        accountId === actorId ? null : (
          <LinkButton small kind="tertiary" to={`/c/${city.slug}/team/${accountId}`}>
            <span aria-hidden="true">{t('access:team.edit')}</span>
            <span className="kern-sr-only">{t('access:team.editOf', { name })}</span>
          </LinkButton>
        ),
    },
  ]
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={people}
      rowKey={({ accountId }) => accountId}
      empty={<EmptyState title={t('access:team.noPartners')} />}
    />
  )
}

const MAIL_TONE: Record<'waiting' | 'sent' | 'failed', Tone> = {
  waiting: 'neutral',
  sent: 'ok',
  failed: 'danger',
}

function Invitations({ invitations, today }: { invitations: OpenInvitation[]; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const columns: Column<OpenInvitation>[] = [
    { key: 'to', head: t('access:team.to'), rowHeader: true, cell: ({ email }) => email },
    {
      key: 'as',
      head: t('access:team.role'),
      cell: ({ role, organisation }) => organisation ?? t(`access:role.${role}`),
    },
    {
      key: 'until',
      head: t('access:team.until'),
      cell: ({ expired, expiresAt }) =>
        expired ? <Badge tone="warn">{t('access:team.expired')}</Badge> : f.dayTime(expiresAt),
    },
    {
      key: 'mail',
      head: t('access:team.mailState'),
      cell: ({ mail }) =>
        mail ? (
          <Badge tone={MAIL_TONE[mail]}>{t(`access:team.mail.${mail}`)}</Badge>
        ) : (
          t('access:team.noMail')
        ),
    },
    {
      key: 'act',
      head: t('access:team.edit'),
      action: true,
      cell: ({ id }) => (
        <Form method="post">
          <input type="hidden" name="invitation" value={id} />
          <Row>
            <SubmitButton small kind="tertiary" name="intent" value="again">
              {t('access:team.again')}
            </SubmitButton>
            <SubmitButton small kind="tertiary" name="intent" value="withdraw">
              {t('access:team.withdraw')}
            </SubmitButton>
          </Row>
        </Form>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('access:team.open')}
      captionHidden
      columns={columns}
      rows={invitations}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('access:team.noneOpen')} />}
    />
  )
}
