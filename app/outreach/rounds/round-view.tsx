import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../../kit/badge.tsx'
import { LinkButton } from '../../kit/button.tsx'
import { FunnelChart } from '../../kit/charts/funnel-chart.tsx'
import { DefinitionList } from '../../kit/definition-list.tsx'
import { FormKey, SubmitButton } from '../../kit/form/submit-button.tsx'
import { Columns, PageHeader, Row, Section, Stack } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { CallBacks } from './call-backs.tsx'
import { LettersPanel, type RoundLetters } from './letters-panel.tsx'
import type { CallBack, RoundFigures, RoundHead } from './queries.server.ts'
import type { ROUND_STATES } from './rules.ts'
import { ShareBar } from './share-bar.tsx'

export interface RoundViewProps {
  slug: string
  today: string
  round: RoundHead
  figures: RoundFigures
  states: { state: (typeof ROUND_STATES)[number]; count: number }[]
  callBacks: CallBack[]
  letters: RoundLetters
  formKey: string
}

/** A round: how far it is, whom it leaves behind, who waits, and who gets a letter. */
export function RoundView(props: RoundViewProps): ReactNode {
  const { slug, today, round, figures, states, callBacks, letters, formKey } = props
  const { t } = useWords()
  const f = useFormat(today)
  const base = `/c/${slug}/outreach/rounds/${round.id}`
  const running = round.status === 'open'
  return (
    <Stack>
      <PageHeader
        title={round.name}
        sub={
          <>
            {running ? null : <Badge>{t('outreach:round.closed')}</Badge>}{' '}
            {f.span(round.fromOn, round.untilOn)} ·{' '}
            {t('outreach:round.sub', { open: figures.open, people: figures.people })}
          </>
        }
        action={
          <Row>
            <LinkButton to={`/c/${slug}/outreach`}>{t('outreach:round.all')}</LinkButton>
            {running ? (
              <LinkButton to={`/walk?city=${slug}&round=${round.id}`} reloadDocument>
                {t('outreach:round.takeAlong')}
              </LinkButton>
            ) : null}
            {running ? (
              <LinkButton kind="primary" to={`${base}/walk`}>
                {t('outreach:round.walk')}
              </LinkButton>
            ) : null}
          </Row>
        }
      />
      <Columns>
        <Stack>
          <FunnelChart
            title={t('outreach:round.progress')}
            desc={t('outreach:round.progressDesc', { people: figures.people })}
            steps={states.map(({ state, count }) => ({
              key: state,
              label: t(`outreach:state.${state}`),
              count,
              base: figures.people,
            }))}
          />
        </Stack>
        <Stack>
          <Section title={t('outreach:share.title')}>
            <Stack>
              <p className="k-quiet">{t('outreach:share.desc', { met: figures.met })}</p>
              <ShareBar kind="women" count={figures.womenMet} base={figures.met} target={round.targetWomen} />
              <ShareBar
                kind="under27"
                count={figures.under27Met}
                base={figures.met}
                target={round.targetUnder27}
              />
            </Stack>
          </Section>
          <CallBacks today={today} callBacks={callBacks} formKey={formKey} />
          <Panel title={t('outreach:round.plan')}>
            <DefinitionList
              facts={[
                { term: t('outreach:round.walkers'), value: f.list(round.walkers) },
                { term: t('outreach:plan.phone'), value: round.phone },
                {
                  term: t('outreach:round.inRound'),
                  value: t('outreach:round.inRoundText', {
                    people: figures.people,
                    women: f.percent(figures.women, figures.people),
                    under27: f.percent(figures.under27, figures.people),
                  }),
                },
                { term: t('outreach:plan.instructions'), value: round.instructions },
              ]}
            />
          </Panel>
        </Stack>
      </Columns>
      <LettersPanel base={base} letters={letters} formKey={formKey} />
      {running ? (
        <Section title={t('outreach:round.end')}>
          <Stack>
            <p className="k-quiet">{t('outreach:round.endText')}</p>
            <Form method="post">
              <FormKey value={formKey} />
              <SubmitButton kind="secondary" name="intent" value="close">
                {t('outreach:round.close')}
              </SubmitButton>
            </Form>
          </Stack>
        </Section>
      ) : null}
    </Stack>
  )
}
