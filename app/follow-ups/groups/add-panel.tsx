import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { plainField } from '../../kit/form/form-field.ts'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { Row, Stack } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import type { GroupViewProps } from './answer.ts'
import type { Proposal } from './queries.server.ts'

/** Who else comes: first whose window includes the day, or whoever is sought; by POST, so that no name stands in an address. */
export function AddPanel({ group, found, today }: GroupViewProps): ReactNode {
  const { t } = useWords()
  const { proposals, members, hidden, capacity } = group
  const seated = new Set(members.flatMap(({ clientId, state }) => (state === 'cancelled' ? [] : [clientId])))
  if (seated.size + hidden >= capacity)
    return (
      <Panel title={t('follow-ups:groups.add.title')}>
        <p>{t('follow-ups:error.group-full')}</p>
      </Panel>
    )
  return (
    <Panel title={t('follow-ups:groups.add.title')}>
      <Stack>
        <Form method="post">
          <input type="hidden" name="intent" value="search" />
          <Stack>
            <TextField
              field={plainField('q')}
              label={t('follow-ups:groups.add.search')}
              hint={t('follow-ups:groups.add.searchHint')}
              type="search"
            />
            <Row>
              <Button>{t('follow-ups:groups.add.find')}</Button>
            </Row>
          </Stack>
        </Form>
        {found ? (
          <People people={found.filter(({ clientId }) => !seated.has(clientId))} today={today} sought />
        ) : proposals.length > 0 ? (
          <>
            <p className="k-quiet">{t('follow-ups:groups.add.proposed')}</p>
            <People people={proposals} today={today} />
          </>
        ) : null}
      </Stack>
    </Panel>
  )
}

function People({
  people,
  today,
  sought = false,
}: {
  people: readonly Proposal[]
  today: string
  sought?: boolean
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const add = t('follow-ups:groups.add.save')
  if (people.length === 0) return <p>{t('follow-ups:groups.add.nobody')}</p>
  return (
    <ul className="g-members" aria-label={t('follow-ups:groups.add.title')}>
      {people.map(({ clientId, familyName, givenName, birthDate, leadName, inWindow }) => {
        const name = [familyName, givenName].filter(Boolean).join(', ')
        return (
          <li key={clientId} className="g-member">
            <span className="g-member__who">
              <strong>{name}</strong>
              <span className="g-member__facts">
                {[f.birthDate(birthDate), leadName].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="g-member__end">
              {sought && inWindow ? <Badge tone="info">{t('follow-ups:groups.add.inWindow')}</Badge> : null}
              <Form method="post">
                <input type="hidden" name="intent" value="add" />
                <input type="hidden" name="client" value={clientId} />
                <SubmitButton small kind="secondary" aria-label={`${add}: ${name}`}>
                  {add}
                </SubmitButton>
              </Form>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
