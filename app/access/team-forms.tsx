import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { onTheWall } from '../kit/format.ts'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { LockedAlert } from './code-view.tsx'
import { asPartner, inviteInput } from './input.ts'
import { ProofFields } from './proof-fields.tsx'
import type { Member } from './queries/team.server.ts'
import { STAFF_ROLES } from './rules/team.ts'

interface InviteViewProps {
  slug: string
  /** Who works for the city, besides its own people. */
  organisations: { id: string; name: string }[]
  lastResult: SubmissionResult<string[]> | undefined
}

export function InviteView({ slug, organisations, lastResult }: InviteViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: inviteInput, lastResult, id: 'invite' })
  const options = [
    ...STAFF_ROLES.map((role) => ({ value: role, label: t(`access:role.${role}`) })),
    ...organisations.map(({ id, name }) => ({
      value: asPartner(id),
      label: t('access:invite.asPartner', { organisation: name }),
    })),
  ]
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <PageHeader title={t('access:invite.title')} sub={t('access:invite.sub')} />
        <ErrorSummary form={form} labels={{ email: t('access:invite.email'), as: t('access:invite.as') }} />
        <TextField
          field={fields.email}
          label={t('access:invite.email')}
          hint={t('access:invite.emailHint')}
          type="email"
          autoComplete="off"
        />
        <SelectField
          field={fields.as}
          label={t('access:invite.as')}
          hint={t('access:invite.asHint')}
          options={options}
        />
        <Row>
          <SubmitButton>{t('access:invite.send')}</SubmitButton>
          <LinkButton kind="tertiary" to={`/c/${slug}/team`}>
            {t('access:invite.back')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}

interface MemberViewProps {
  city: { slug: string; name: string }
  today: string
  member: Member
  /** Whether it is who looks. */
  yourself: boolean
  /** Null for whoever may not take it away. */
  factor: FactorToRemove | null
  answer: { notConfirmed?: boolean; locked?: string } | undefined
}

interface FactorToRemove {
  on: boolean
  /** By this city; otherwise only by the command line. */
  removable: boolean
  /** Whether who looks has a second factor, to confirm with. */
  asksForCode: boolean
}

/** One person of the city: the role, the second factor, and the way out. */
export function MemberView({ city, today, member, yourself, factor, answer }: MemberViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { name, email, role, organisation, since } = member
  return (
    <Stack>
      <PageHeader title={name} sub={organisation ?? t(`access:role.${role}`)} />
      <DefinitionList
        facts={[
          { term: t('access:member.email'), value: email },
          { term: t('access:member.since'), value: f.date(onTheWall(since).date) },
        ]}
      />
      {yourself ? (
        <Alert title={t('access:member.yourself')}>{t('access:member.yourselfHelp')}</Alert>
      ) : (
        <MemberForms member={member} factor={factor} answer={answer} />
      )}
      <Row>
        <LinkButton kind="tertiary" to={`/c/${city.slug}/team`}>
          {t('access:member.back')}
        </LinkButton>
      </Row>
    </Stack>
  )
}

function MemberForms({
  member,
  factor,
  answer,
}: Pick<MemberViewProps, 'member' | 'factor' | 'answer'>): ReactNode {
  const { t } = useWords()
  const { name, role } = member
  return (
    <>
      <Section title={t('access:member.roleTitle')}>
        {role === 'partner' ? (
          <p>{t('access:member.partnerHelp')}</p>
        ) : (
          <Form method="post" className="k-stack">
            <input type="hidden" name="intent" value="role" />
            <SelectField
              field={plainField('role', { value: role })}
              label={t('access:member.role')}
              options={STAFF_ROLES.map((known) => ({ value: known, label: t(`access:role.${known}`) }))}
              empty={false}
            />
            <Row>
              <SubmitButton>{t('access:member.save')}</SubmitButton>
            </Row>
          </Form>
        )}
      </Section>
      {factor ? <FactorSection name={name} factor={factor} answer={answer} /> : null}
      <Section title={t('access:member.removeTitle')}>
        <Form method="post" className="k-stack">
          <input type="hidden" name="intent" value="remove" />
          <p>{t('access:member.removeText', { name })}</p>
          <Row>
            <SubmitButton kind="secondary">{t('access:member.remove')}</SubmitButton>
          </Row>
        </Form>
      </Section>
    </>
  )
}

interface FactorSectionProps {
  name: string
  factor: FactorToRemove
  answer: MemberViewProps['answer']
}

function FactorSection({ name, factor, answer }: FactorSectionProps): ReactNode {
  const { t } = useWords()
  const { on, removable, asksForCode } = factor
  return (
    <Section title={t('access:member.factorTitle')}>
      {answer?.locked ? <LockedAlert until={answer.locked} /> : null}
      {on ? null : <p>{t('access:member.factorNone', { name })}</p>}
      {on && !removable ? <p>{t('access:member.factorElsewhere')}</p> : null}
      {on && removable ? (
        <Form method="post" className="k-stack">
          <input type="hidden" name="intent" value="remove-factor" />
          <p>{t('access:member.factorText', { name })}</p>
          <p>{t('access:member.factorThen', { name })}</p>
          <p>{t('access:member.factorSure', { name })}</p>
          <ProofFields form="factor" asksForCode={asksForCode} wrong={answer?.notConfirmed ?? false} />
          <Row>
            <SubmitButton kind="secondary">{t('access:member.factorRemove')}</SubmitButton>
          </Row>
        </Form>
      ) : null}
    </Section>
  )
}
