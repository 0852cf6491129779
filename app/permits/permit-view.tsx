import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { Columns, PageHeader, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { CurrentPaper } from './current-paper.tsx'
import { ApplyForm, DecideForm } from './extension-forms.tsx'
import { PermitHistory } from './permit-history.tsx'
import type { ExtensionLine } from './queries.server.ts'
import { prospectOf, type SeenTitle, type Urgency } from './rules/titles.ts'
import { TitleForm } from './title-form.tsx'

interface PermitViewProps {
  /** The current one first. */
  titles: readonly SeenTitle[]
  extensions: readonly ExtensionLine[]
  /** How near the end of the current paper is. */
  urgency: Urgency
  /** Whether a paper is being entered instead of an extension. */
  entering: boolean
  formKey: string
  today: string
  /** Address of the client's file. */
  file: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The current paper and the one next step on the left, the history on the right. */
export function PermitView(props: PermitViewProps): ReactNode {
  const { titles, extensions, urgency, entering, today, file } = props
  const page = `${file}/permit`
  const { t } = useWords()
  const [current] = titles
  const open = extensions.find(({ outcome }) => outcome === null)
  const enterPaper = entering || !current
  return (
    <>
      <PageHeader
        title={t('permits:title')}
        sub={t('permits:sub')}
        action={
          enterPaper ? undefined : <LinkButton to={`${page}?form=title`}>{t('permits:new')}</LinkButton>
        }
      />
      <Columns>
        <Stack>
          <CurrentPaper title={current} open={open} urgency={urgency} today={today} />
          {enterPaper ? (
            <Panel title={t('permits:new')}>
              <TitleForm {...props} back={current && page} />
            </Panel>
          ) : (
            <NextStep {...props} current={current} open={open} />
          )}
        </Stack>
        {current ? <PermitHistory titles={titles} extensions={extensions} today={today} file={file} /> : null}
      </Columns>
    </>
  )
}

interface NextStepProps extends PermitViewProps {
  current: SeenTitle
  open: ExtensionLine | undefined
}

function NextStep(props: NextStepProps): ReactNode {
  const { current, open } = props
  const { t } = useWords()
  if (open)
    return (
      <Panel title={t('permits:decide.title')}>
        <DecideForm {...props} extension={open} />
      </Panel>
    )
  return (
    <Panel title={t('permits:apply.title')}>
      {prospectOf(current.status) === 'unlimited' ? (
        <p>{t('permits:apply.unlimited')}</p>
      ) : (
        <ApplyForm {...props} />
      )}
    </Panel>
  )
}
