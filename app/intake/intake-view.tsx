import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { Columns, PageHeader, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { BlockLine } from '../messages/queries.server.ts'
import { AddressBlocks } from './address-blocks.tsx'
import { LanguageFacts, ReachFacts } from './contact-facts.tsx'
import { ContactForm } from './contact-form.tsx'
import { type Informed, NoticeFacts, NoticeForm } from './notice-panel.tsx'
import type { ContactLine, NoticeLine } from './queries.server.ts'

export const INTAKE_FORMS = ['contact', 'work', 'notice'] as const
export type IntakeForm = (typeof INTAKE_FORMS)[number]

interface IntakeViewProps {
  /** What counts now of how to reach and to speak with the person. */
  contact: Omit<ContactLine, 'recordedOn' | 'by'>
  /** What was said before, the newest first. */
  contacts: readonly ContactLine[]
  /** Why nothing goes to an address any more. */
  blocks: readonly BlockLine[]
  family: readonly [Informed, ...Informed[]]
  notices: readonly NoticeLine[]
  title: { wording: string; validUntil: string | null } | null
  /** The form that is open; null = none. */
  form: IntakeForm | null
  formKey: string
  today: string
  /** Addresses of this page and of the file. */
  page: string
  file: string
  /** The work permission: what it is, its form, and what was said before. */
  work: { card: ReactNode; form: ReactNode; history: ReactNode }
  lastResult: SubmissionResult<string[]> | undefined
}

/** Left: how to reach and speak with somebody, papers and work. Right: what is owed to be told, consent, household. */
export function IntakeView(props: IntakeViewProps): ReactNode {
  const {
    contact,
    contacts,
    blocks,
    family,
    notices,
    title,
    form,
    formKey,
    today,
    page,
    file,
    work,
    lastResult,
  } = props
  const { t } = useWords()
  const f = useFormat(today)
  const edit = (which: IntakeForm, label: string): ReactNode =>
    form === which ? undefined : <TextLink to={`${page}?form=${which}`}>{label}</TextLink>
  const forms = { formKey, back: page, lastResult }
  return (
    <>
      <PageHeader title={t('intake:title')} sub={t('intake:sub')} />
      <Columns>
        <Stack>
          <Panel title={t('intake:contact.panel')} action={edit('contact', t('intake:change'))}>
            {form === 'contact' ? (
              <ContactForm known={contact} {...forms} />
            ) : (
              <Stack>
                <ReachFacts contact={contact} />
                <AddressBlocks
                  blocks={blocks}
                  has={{ email: contact.email !== null, sms: contact.mobile !== null }}
                  today={today}
                />
                <LanguageFacts contact={contact} />
                <History title={t('intake:contact.history')} lines={contacts.slice(1)}>
                  {(line) => (
                    <li key={line.recordId}>
                      <strong>{t('intake:saidOn', { date: f.date(line.recordedOn), name: line.by })}</strong>
                      <ReachFacts contact={line} />
                      <LanguageFacts contact={line} />
                    </li>
                  )}
                </History>
              </Stack>
            )}
          </Panel>
          <Panel
            title={t('intake:paper')}
            action={<TextLink to={`${file}/permit`}>{t('intake:paperManage')}</TextLink>}
          >
            <p>
              {title
                ? title.validUntil
                  ? t('intake:paperUntil', { wording: title.wording, date: f.date(title.validUntil) })
                  : title.wording
                : t('intake:paperNone')}
            </p>
          </Panel>
          <Panel title={t('intake:work')} action={edit('work', t('intake:change'))}>
            {form === 'work' ? (
              work.form
            ) : (
              <>
                {work.card}
                {work.history}
              </>
            )}
          </Panel>
        </Stack>
        <Stack>
          <Panel title={t('intake:notice.title')} action={edit('notice', t('intake:notice.enter'))}>
            {form === 'notice' ? (
              <NoticeForm family={family} language={contact.language} today={today} {...forms} />
            ) : (
              <NoticeFacts notice={family[0].notice} given={notices} sheet={`${file}/notice`} today={today} />
            )}
          </Panel>
          <Panel
            title={t('intake:consent')}
            action={<TextLink to={`${file}/consent`}>{t('intake:consentOpen')}</TextLink>}
          >
            <p>{t('intake:consentHelp')}</p>
          </Panel>
          <Panel
            title={t('intake:household')}
            action={<TextLink to={`${file}/household`}>{t('intake:householdOpen')}</TextLink>}
          >
            {family.length > 1 ? (
              <ul className="k-plain">
                {family.slice(1).map(({ personId, name }) => (
                  <li key={personId}>{name}</li>
                ))}
              </ul>
            ) : (
              <p>{t('intake:householdNone')}</p>
            )}
          </Panel>
        </Stack>
      </Columns>
    </>
  )
}

function History<Line>({
  title,
  lines,
  children,
}: {
  title: string
  lines: readonly Line[]
  children: (line: Line) => ReactNode
}): ReactNode {
  if (lines.length === 0) return null
  return (
    <details>
      <summary className="k-link">{title}</summary>
      <ol className="k-plain">{lines.map(children)}</ol>
    </details>
  )
}
