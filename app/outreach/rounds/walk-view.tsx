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
import type { Door } from '../queries.server.ts'
import { houseNames } from '../rules.ts'
import type { RoundHead } from './queries.server.ts'

interface WalkViewProps {
  slug: string
  today: string
  round: RoundHead
  doors: Door[]
  formKey: string
  problem: WordKey | undefined
}

const SEVERAL = 'several-houses'

/** The doors of a round, for a phone in one hand. */
export function WalkView({ slug, today, round, doors, formKey, problem }: WalkViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const base = `/c/${slug}/outreach/rounds/${round.id}`
  const names = houseNames(doors)
  const people = doors.flatMap((door) => door.people)
  const left = doors.reduce((sum, { leftAlone }) => sum + leftAlone, 0)
  const open = people.filter(({ state }) => state === 'open').length
  const running = round.status === 'open'
  return (
    <Stack>
      <PageHeader
        title={round.name}
        sub={`${t('outreach:street.sub', { open, people: people.length + left })} ${t('outreach:round.until', { date: f.day(round.untilOn) })}`}
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
    </Stack>
  )
}
