import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { Row } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import { COLUMN_KEYS, NO_HEADERS } from '../list/columns.ts'
import type { HeaderQuestion } from '../list/headers.ts'
import type { ColumnView } from '../list/table.ts'

interface ColumnsFormProps {
  questions: HeaderQuestion[]
  views: ColumnView[]
  headerLine: number | null
}

/** What each column of the list is: every one can be changed, what is asked stands out. */
export function ColumnsForm({ questions, views, headerLine }: ColumnsFormProps): ReactNode {
  const { t } = useWords()
  const noHeader = questions.some(({ code }) => code === 'no-header')
  return (
    <>
      {questions.length > 0 ? <Questions questions={questions} /> : null}
      {noHeader || headerLine !== null ? <HeaderLine likely={headerLine} /> : null}
      <Panel title={t('outreach:draft.whichColumns')}>
        <Form method="post" className="k-stack">
          <input type="hidden" name="intent" value="columns" />
          <p>{t('outreach:draft.remembered')}</p>
          <DataTable
            caption={t('outreach:draft.whichColumns')}
            captionHidden
            rows={views}
            rowKey={({ position }) => String(position)}
            columns={[
              {
                key: 'header',
                head: t('outreach:draft.inFile'),
                rowHeader: true,
                cell: (view) => (
                  <Row>
                    <span>{nameOf(view, t('outreach:draft.column', { position: view.position }))}</span>
                    {view.asked ? <Badge tone="warn">{t('outreach:draft.asked')}</Badge> : null}
                    {view.remembered ? <Badge>{t('outreach:draft.known')}</Badge> : null}
                  </Row>
                ),
              },
              {
                key: 'samples',
                head: t('outreach:draft.samples'),
                cell: ({ samples }) => (samples.length > 0 ? samples.join(' · ') : '–'),
              },
              { key: 'meaning', head: t('outreach:draft.means'), cell: (view) => <Meaning view={view} /> },
            ]}
          />
          <div>
            <SubmitButton>{t('outreach:draft.goOn')}</SubmitButton>
          </div>
        </Form>
      </Panel>
    </>
  )
}

const nameOf = ({ header }: ColumnView, otherwise: string): string => header || otherwise

function Meaning({ view }: { view: ColumnView }): ReactNode {
  const { t } = useWords()
  const name = nameOf(view, t('outreach:draft.column', { position: view.position }))
  return (
    <div className="kern-form-input__select-wrapper">
      <select
        // With other headers the same place means something else.
        key={name}
        name="columns"
        aria-label={t('outreach:draft.meaningOf', { header: name })}
        defaultValue={view.meaning ?? ''}
        className="kern-form-input__select"
      >
        <option value="">{t('outreach:draft.open')}</option>
        <option value="leave-out">{t('outreach:draft.leaveOut')}</option>
        {COLUMN_KEYS.map((key) => (
          <option key={key} value={key}>
            {t(`outreach:list.column.${key}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

function Questions({ questions }: { questions: HeaderQuestion[] }): ReactNode {
  const { t } = useWords()
  return (
    <Alert tone="warn" title={t('outreach:upload.questions')}>
      <ul>
        {questions.map(({ code, header, position, column }) => (
          <li key={`${code}-${position}-${column}`}>
            {header ? `${t('kit:quoted', { text: header })}: ` : ''}
            {t(`outreach:list.question.${code}`)}
            {column ? ` ${t(`outreach:list.column.${column}`)}` : ''}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Where the headers are: a title may stand above them, and some lists have none. */
function HeaderLine({ likely }: { likely: number | null }): ReactNode {
  const { t } = useWords()
  return (
    <Panel title={t('outreach:draft.whichLine')}>
      <p>{likely === null ? t('outreach:draft.noneFound') : t('outreach:draft.likely', { line: likely })}</p>
      <Form method="post">
        <input type="hidden" name="intent" value="headers" />
        <Row>
          {likely === null ? null : (
            <Button name="headerLine" value={String(likely)}>
              {t('outreach:draft.takeLine', { line: likely })}
            </Button>
          )}
          <Button name="headerLine" value={String(NO_HEADERS)}>
            {t('outreach:draft.noHeaders')}
          </Button>
        </Row>
      </Form>
    </Panel>
  )
}
