import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { ApartLine, MergeLine, PairOfPeople } from './duplicates.server.ts'
import type { UnmergeError } from './merge/unmerge.server.ts'
import { PersonLine, PersonLines } from './person-lines.tsx'

interface DuplicatesViewProps {
  shell: { city: { slug: string }; today: string }
  pairs: readonly PairOfPeople[]
  merges: readonly MergeLine[]
  apart: readonly ApartLine[]
  /** Why a merge could not be taken back just now. */
  refused: Exclude<UnmergeError, 'not-found'> | 'reason' | undefined
}

/** Who may stand here twice, why it looks so, and what was brought together lately. */
export function DuplicatesView({ shell, pairs, merges, apart, refused }: DuplicatesViewProps): ReactNode {
  const { t } = useWords()
  const base = `/c/${shell.city.slug}/clients`
  return (
    <Stack>
      <PageHeader
        title={t('people:duplicates.title')}
        sub={t('people:duplicates.sub')}
        action={<LinkButton to={base}>{t('people:search.back')}</LinkButton>}
      />
      {refused ? <Alert tone="danger" title={t(`people:unmerge.${refused}`)} /> : null}
      {pairs.length === 0 ? (
        <EmptyState title={t('people:duplicates.none')}>{t('people:duplicates.noneHelp')}</EmptyState>
      ) : null}
      {pairs.map((pair) => (
        <Pair
          key={`${pair.one.personId} ${pair.other.personId}`}
          pair={pair}
          base={base}
          today={shell.today}
        />
      ))}
      {merges.length > 0 ? (
        <Section title={t('people:merges.title')} count={merges.length}>
          {merges.map((merge) => (
            <Merged key={merge.mergeId} merge={merge} base={base} today={shell.today} />
          ))}
        </Section>
      ) : null}
      {apart.length > 0 ? (
        <Section title={t('people:apart.title')} count={apart.length}>
          {apart.map((line) => (
            <Apart key={line.apartId} line={line} today={shell.today} />
          ))}
        </Section>
      ) : null}
    </Stack>
  )
}

function Pair({ pair, base, today }: { pair: PairOfPeople; base: string; today: string }): ReactNode {
  const { t } = useWords()
  const { one, other, reasonsFor, reasonsAgainst } = pair
  const to = ({ clientId }: { clientId: string | null }) => (clientId ? `${base}/${clientId}` : undefined)
  return (
    <section className="p-pair">
      <PersonLines label={t('people:duplicates.title')}>
        <PersonLine person={one} today={today} to={to(one)} />
        <PersonLine person={other} today={today} to={to(other)} />
      </PersonLines>
      <div className="p-pair__foot">
        <Row>
          {reasonsFor.map((reason) => (
            <Badge key={reason} tone="info">
              {t(`people:reason.${reason}`)}
            </Badge>
          ))}
          {reasonsAgainst.map((reason) => (
            <Badge key={reason} tone="warn">
              {t(`people:against.${reason}`)}
            </Badge>
          ))}
        </Row>
        <Row>
          <LinkButton small to={`${base}/duplicates/${one.personId}/${other.personId}`}>
            {t('people:duplicates.compare')}
          </LinkButton>
          <Form method="post">
            <input type="hidden" name="intent" value="apart" />
            <input type="hidden" name="oneId" value={one.personId} />
            <input type="hidden" name="otherId" value={other.personId} />
            <SubmitButton small kind="tertiary">
              {t('people:duplicates.apart')}
            </SubmitButton>
          </Form>
        </Row>
      </div>
    </section>
  )
}

function Merged({ merge, base, today }: { merge: MergeLine; base: string; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { mergeId, kept, gone, on, by, reason, clientId } = merge
  return (
    <details className="p-merge">
      <summary>
        {t('people:merges.line', { gone, kept })}
        <span className="k-quiet"> · {t('people:merges.by', { on: f.date(on), by })}</span>
      </summary>
      <Stack text>
        <p>{t('kit:quoted', { text: reason })}</p>
        {clientId ? <TextLink to={`${base}/${clientId}`}>{t('people:merges.file')}</TextLink> : null}
        <TakeBackForm intent="unmerge" name="mergeId" value={mergeId} hint={t('people:unmerge.hint')}>
          {t('people:unmerge.save')}
        </TakeBackForm>
      </Stack>
    </details>
  )
}

function Apart({
  line: { apartId, one, other, on, by },
  today,
}: {
  line: ApartLine
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <details className="p-merge">
      <summary>
        {t('people:apart.line', { one, other })}
        <span className="k-quiet"> · {t('people:merges.by', { on: f.date(on), by })}</span>
      </summary>
      <Stack text>
        <TakeBackForm intent="propose" name="apartId" value={apartId} hint={t('people:apart.hint')}>
          {t('people:apart.save')}
        </TakeBackForm>
      </Stack>
    </details>
  )
}

interface TakeBackFormProps {
  intent: 'unmerge' | 'propose'
  /** Field and id of what is taken back. */
  name: string
  value: string
  hint: string
  children: ReactNode
}

function TakeBackForm({ intent, name, value, hint, children }: TakeBackFormProps): ReactNode {
  const { t } = useWords()
  return (
    <Form method="post">
      <Stack>
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name={name} value={value} />
        <TextField
          field={{ ...plainField('reason'), id: `reason-${value}`, required: true, minLength: 3 }}
          label={t('people:unmerge.why')}
          hint={hint}
          autoComplete="off"
        />
        <Row>
          <SubmitButton kind="secondary">{children}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
