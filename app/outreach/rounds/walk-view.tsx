import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { LinkButton } from '../../kit/button.tsx'
import { FormKey, SubmitButton } from '../../kit/form/submit-button.tsx'
import { PageHeader, Row, Stack } from '../../kit/page.tsx'
import { EmptyState } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import type { WordKey } from '../../kit/words.ts'
import { House } from '../house.tsx'
import { houseNames } from '../rules.ts'
import { SlipLink } from '../slip-link.tsx'
import type { PartOfWalk } from './part-of-walk.ts'
import type { RoundHead } from './queries.server.ts'

interface WalkViewProps extends PartOfWalk {
  slug: string
  today: string
  round: RoundHead
  formKey: string
  problem: WordKey | undefined
}

const SEVERAL = 'several-houses'

/** The doors of a round, for a phone in one hand. */
export function WalkView({ slug, today, round, formKey, problem, ...walk }: WalkViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const base = `/c/${slug}/outreach/rounds/${round.id}`
  const { doors, open, people } = walk
  const names = houseNames(doors)
  const running = round.status === 'open'
  return (
    <Stack>
      <PageHeader
        title={round.name}
        sub={`${t('outreach:street.sub', { open, people })} ${t('outreach:round.until', { date: f.day(round.untilOn) })}`}
        action={
          <Row>
            <LinkButton to={base}>{t('outreach:walk.back')}</LinkButton>
            <LinkButton icon="download" reloadDocument to={`${base}/walk.pdf`}>
              {t('outreach:walk.print')}
            </LinkButton>
          </Row>
        }
      />
      {problem ? <Alert tone="danger" title={t(problem)} /> : null}
      {running ? null : <Alert title={t('outreach:error.round-closed')} />}
      {round.instructions ? <p className="k-instructions">{round.instructions}</p> : null}
      {open === 0 ? <EmptyState title={t('outreach:walk.done')} /> : null}
      {running
        ? doors.map((door, index) => (
            <House
              key={door.dwellingId}
              slug={slug}
              today={today}
              door={door}
              name={names[index] ?? ''}
              formKey={formKey}
              several={SEVERAL}
            />
          ))
        : null}
      {running && open > 0 ? (
        <Form method="post" id={SEVERAL} preventScrollReset className="k-several">
          <FormKey value={formKey} />
          <input type="hidden" name="occurredOn" value={today} />
          <SubmitButton name="intent" value="house" block>
            {t('outreach:walk.nobodyInSeveral')}
          </SubmitButton>
        </Form>
      ) : null}
      {running ? <Parts base={`${base}/walk`} {...walk} /> : null}
      <SlipLink slug={slug} />
    </Stack>
  )
}

function Parts({ base, part, parts }: { base: string } & PartOfWalk): ReactNode {
  const { t } = useWords()
  if (parts < 2) return null
  return (
    <nav className="k-pages" aria-label={t('outreach:walk.parts')}>
      <span className="k-pages__here">{t('outreach:walk.part', { part, parts })}</span>
      {part > 1 ? (
        <LinkButton to={`${base}?part=${part - 1}`} small icon="chevron-left">
          {t('outreach:walk.before')}
        </LinkButton>
      ) : null}
      {part < parts ? (
        <LinkButton to={`${base}?part=${part + 1}`} small icon="chevron-right">
          {t('outreach:walk.after')}
        </LinkButton>
      ) : null}
    </nav>
  )
}
