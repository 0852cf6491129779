import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { PartsBar, PartsKey } from '../kit/charts/parts-bar.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { StreetRow } from './queries.server.ts'
import type { RoundRow } from './rounds/queries.server.ts'

const sum = (streets: StreetRow[], key: 'people' | 'open' | 'unseen'): number =>
  streets.reduce((total, street) => total + street[key], 0)

interface StreetsViewProps {
  slug: string
  today: string
  streets: StreetRow[]
  rounds: RoundRow[]
}

/** Where to go: the streets of the list, and how far each has been visited. */
export function StreetsView({ slug, today, streets, rounds }: StreetsViewProps): ReactNode {
  const { t } = useWords()
  const most = Math.max(1, ...streets.map((street) => street.people))
  const base = `/c/${slug}/outreach`
  const parts = ({ people, open, unseen }: Pick<StreetRow, 'people' | 'open' | 'unseen'>) => [
    { key: 'done', label: t('outreach:streets.done'), count: people - open },
    { key: 'tried', label: t('outreach:streets.tried'), count: open - unseen },
    { key: 'unseen', label: t('outreach:streets.unseen'), count: unseen },
  ]
  const all = { people: sum(streets, 'people'), open: sum(streets, 'open'), unseen: sum(streets, 'unseen') }
  return (
    <Stack>
      <PageHeader
        title={t('outreach:streets.title')}
        sub={streets.length > 0 ? t('outreach:streets.sub', all) : undefined}
        action={
          <Row>
            <LinkButton to={`${base}/visits`}>{t('outreach:own.title')}</LinkButton>
            <LinkButton to={`${base}/do-not-visit`}>{t('outreach:streets.kept')}</LinkButton>
            <LinkButton to={`${base}/lists`}>{t('outreach:lists.title')}</LinkButton>
            <LinkButton kind="primary" to={`${base}/rounds/new`}>
              {t('outreach:streets.plan')}
            </LinkButton>
          </Row>
        }
      />
      <Rounds base={base} today={today} rounds={rounds} />
      <h2 className="k-section__title">{t('outreach:streets.all')}</h2>
      {streets.length > 0 ? <PartsKey parts={parts(all)} /> : null}
      <DataTable
        caption={t('outreach:streets.title')}
        captionHidden
        close
        rows={streets}
        rowKey={(street) => street.streetKey}
        columns={[
          {
            key: 'street',
            head: t('outreach:streets.street'),
            rowHeader: true,
            cell: (street) => (
              <TextLink strong to={`${base}/street/${street.streetKey || '-'}`}>
                {street.street || t('outreach:streets.noStreet')}
              </TextLink>
            ),
          },
          {
            key: 'parts',
            head: t('outreach:streets.visited'),
            picture: true,
            cell: (street) => <PartsBar parts={parts(street)} most={most} />,
          },
          {
            key: 'open',
            head: t('outreach:streets.open'),
            numeric: true,
            cell: (street) => <strong>{street.open}</strong>,
          },
          {
            key: 'people',
            head: t('outreach:streets.people'),
            numeric: true,
            cell: (street) => street.people,
          },
          {
            key: 'houses',
            head: t('outreach:streets.houses'),
            numeric: true,
            cell: (street) => street.houses,
          },
        ]}
        empty={<EmptyState title={t('outreach:streets.empty')}>{t('outreach:streets.emptyHelp')}</EmptyState>}
      />
    </Stack>
  )
}

function Rounds({ base, today, rounds }: { base: string; today: string; rounds: RoundRow[] }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const most = Math.max(1, ...rounds.map(({ people }) => people))
  return (
    <Section title={t('outreach:streets.rounds')} count={rounds.length}>
      <DataTable
        caption={t('outreach:streets.rounds')}
        captionHidden
        close
        rows={rounds}
        rowKey={(round) => round.id}
        columns={[
          {
            key: 'name',
            head: t('outreach:round.title'),
            rowHeader: true,
            cell: (round) => (
              <>
                <TextLink strong to={`${base}/rounds/${round.id}`}>
                  {round.name}
                </TextLink>{' '}
                {round.status === 'closed' ? <Badge>{t('outreach:round.closed')}</Badge> : null}
              </>
            ),
          },
          {
            key: 'dates',
            head: t('outreach:streets.dates'),
            cell: (round) => f.span(round.fromOn, round.untilOn),
          },
          {
            key: 'parts',
            head: t('outreach:streets.visited'),
            picture: true,
            cell: ({ people, tried }) => (
              <PartsBar
                most={most}
                parts={[
                  { key: 'tried', label: t('outreach:streets.visited'), count: tried },
                  { key: 'none', label: '', count: 0 },
                  { key: 'unseen', label: t('outreach:streets.untried'), count: people - tried },
                ]}
              />
            ),
          },
          {
            key: 'people',
            head: t('outreach:streets.people'),
            numeric: true,
            cell: (round) => round.people,
          },
        ]}
        empty={
          <EmptyState title={t('outreach:streets.noRounds')}>{t('outreach:streets.noRoundsHelp')}</EmptyState>
        }
      />
    </Section>
  )
}
