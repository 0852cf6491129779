import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { Columns, PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { CounsellingForm } from './counselling-form.tsx'
import type { CounsellingLine } from './queries.server.ts'

interface CounsellingViewProps {
  lines: readonly CounsellingLine[]
  formKey: string
  today: string
  /** Address of the client's file. */
  file: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The form on the left, what was given so far on the right. */
export function CounsellingView({
  lines,
  formKey,
  today,
  file,
  lastResult,
}: CounsellingViewProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <PageHeader title={t('counselling:title')} sub={t('counselling:sub')} />
      <Columns>
        <Panel title={t('counselling:new')}>
          <CounsellingForm
            key={formKey}
            formKey={formKey}
            today={today}
            to={`${file}/counselling`}
            lastResult={lastResult}
          />
        </Panel>
        <Section title={t('counselling:history')} count={lines.length}>
          {lines.length === 0 ? (
            <EmptyState title={t('counselling:none')}>{t('counselling:noneHelp')}</EmptyState>
          ) : null}
          <Stack>
            {lines.map((line) => (
              <Line key={line.id} line={line} today={today} file={file} />
            ))}
          </Stack>
        </Section>
      </Columns>
    </>
  )
}

function Line({ line, today, file }: { line: CounsellingLine; today: string; file: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { id, kind, minutes, withWhom, interpreter, note, occurredOn, by } = line
  const facts = [
    t('counselling:minutes', { minutes }),
    withWhom,
    interpreter ? t('counselling:interpreter') : '',
  ].filter(Boolean)
  return (
    <Panel
      level={3}
      title={t(`counselling:kind.${kind}`)}
      action={<TextLink to={`${file}/undo/counselling/${id}`}>{t('counselling:takeBack')}</TextLink>}
    >
      <p>{note}</p>
      <p className="k-quiet">
        {facts.join(' · ')} · {t('counselling:by', { name: by, date: f.date(occurredOn) })}
      </p>
    </Panel>
  )
}
