import type { FormMetadata, SubmissionResult } from '@conform-to/react'
import { Form, useFetcher, useFormAction } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Alert } from '../kit/alert.tsx'
import { TextLink } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { Row } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Topic } from './rules/topics.ts'
import { type SaySaved, TopicSentences } from './sentences.tsx'

/** Somebody else has saved the topic since it was shown. */
export interface Changed extends SaySaved {
  version: number
  savedByName: string
  /** ISO instant. */
  savedAt: string
}

/** What a save answers, whether the browser sent it quietly or a person pressed a button. */
export interface TopicReply {
  result: SubmissionResult<string[]> | null
  /** ISO instant of the save. */
  savedAt: string | null
  changed: Changed | null
}

export interface ShownTopic {
  topic: Topic
  /** Of the save that is shown; 0 when there is none. */
  version: number
  /** This showing of the form. */
  savedFrom: string
  saved: { savedAt: string; savedByName: string; state: 'answered' | 'declined' | 'not-asked' } | null
  /** ISO date of the talk the answers come from, when they are those of the last time. */
  carriedFrom: string | null
  /** ISO date. */
  today: string
}

type TopicFormProps = {
  // conform's own type of a form whose schema does not matter here.
  form: Pick<
    FormMetadata<Record<string, unknown>, string[]>,
    'id' | 'onSubmit' | 'noValidate' | 'errors' | 'allErrors'
  >
  labels: Readonly<Record<string, string>>
  shown: ShownTopic
  reply: TopicReply | undefined
  children: ReactNode
}

const WAIT_MS = 900

/** One topic of the talk: saved as it is filled where a script runs, with `Next` everywhere. */
export function TopicForm({ form, labels, shown, reply, children }: TopicFormProps): ReactNode {
  const { t } = useWords()
  const { ref, quiet, onInput, onSubmit } = useQuietSave()
  const changed = quiet.data?.changed ?? reply?.changed ?? null
  return (
    <Form
      ref={ref}
      method="post"
      id={form.id}
      noValidate={form.noValidate}
      onSubmit={(event) => {
        onSubmit()
        form.onSubmit(event)
      }}
      onInput={changed ? undefined : onInput}
      className="talk__questions"
    >
      {/* What Enter presses: not the first button of a list. */}
      <button type="submit" name="state" value="answered" hidden aria-hidden="true" tabIndex={-1} />
      <FormKey value={shown.savedFrom} />
      <input type="hidden" name="version" value={changed?.version ?? shown.version} />
      <input type="hidden" name="nth" defaultValue="0" />
      <ErrorSummary form={form} labels={labels} />
      {changed ? <ChangedAlert changed={changed} today={shown.today} /> : <Before shown={shown} />}
      {children}
      <div className="talk__end">
        <Row>
          <SubmitButton name="state" value="answered">
            {t(changed ? 'assessments:form.keepMine' : 'assessments:form.next')}
          </SubmitButton>
          <SubmitButton kind="tertiary" name="state" value="not-asked">
            {t('assessments:form.notAsked')}
          </SubmitButton>
          <SubmitButton kind="tertiary" name="state" value="declined">
            {t('assessments:form.declined')}
          </SubmitButton>
        </Row>
        <SaveStatus shown={shown} quiet={quiet} />
      </div>
    </Form>
  )
}

/**
 * Sends the form a moment after the last change; each save counts up, so that one overtaken on the way is known. Whoever
 * leaves the topic in that moment, by a link or by closing the window, leaves nothing behind.
 */
function useQuietSave() {
  const ref = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const unsaved = useRef(false)
  const quiet = useFetcher<TopicReply>()
  const address = useFormAction()
  const answered = quiet.state === 'idle' && quiet.data?.savedAt

  useEffect(() => {
    if (answered) unsaved.current = timer.current !== undefined
  }, [answered])
  useEffect(() => {
    const form = ref.current
    const leave = (): void => {
      clearTimeout(timer.current)
      if (form && unsaved.current) navigator.sendBeacon(address, quietly(form))
      unsaved.current = false
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [address])

  return {
    ref,
    quiet,
    onInput: () => {
      unsaved.current = true
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        timer.current = undefined
        if (ref.current) quiet.submit(quietly(ref.current), { method: 'post' })
      }, WAIT_MS)
    },
    onSubmit: () => {
      clearTimeout(timer.current)
      unsaved.current = false
      if (ref.current) countUp(ref.current)
    },
  }
}

function countUp(form: HTMLFormElement): void {
  const nth = form.elements.namedItem('nth')
  if (nth instanceof HTMLInputElement) nth.value = String(Number(nth.value) + 1)
}

/** The form as a save while it is filled. */
function quietly(form: HTMLFormElement): FormData {
  countUp(form)
  const sent = new FormData(form)
  sent.set('state', 'answered')
  sent.set('quiet', 'on')
  return sent
}

function SaveStatus({
  shown,
  quiet,
}: {
  shown: ShownTopic
  quiet: { state: string; data: TopicReply | undefined }
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(shown.today)
  const { data } = quiet
  const words = (): string => {
    if (quiet.state !== 'idle') return t('assessments:form.saving')
    if (data?.result) return t('assessments:form.unsaved')
    if (data?.savedAt) return t('assessments:form.saved', { time: f.time(data.savedAt) })
    if (!shown.saved) return ''
    const { savedAt, savedByName: name } = shown.saved
    return t('assessments:form.savedBy', { time: f.time(savedAt), name })
  }
  return (
    <p className="talk__saved" role="status">
      {words()}
    </p>
  )
}

/** Where the answers that stand there come from. */
function Before({ shown }: { shown: ShownTopic }): ReactNode {
  const { t } = useWords()
  const f = useFormat(shown.today)
  if (shown.saved?.state === 'declined')
    return <p className="talk__before">{t('assessments:form.wasDeclined')}</p>
  if (!shown.carriedFrom) return null
  return <p className="talk__before">{t('assessments:form.carried', { date: f.date(shown.carriedFrom) })}</p>
}

function ChangedAlert({ changed, today }: { changed: Changed; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { savedByName: name, savedAt } = changed
  return (
    <Alert tone="warn" title={t('assessments:form.changed', { name, time: f.time(savedAt) })}>
      <p>{t('assessments:form.changedText')}</p>
      <TopicSentences {...changed} today={today} none={t('assessments:form.changedNothing')} />
      <p>
        <TextLink to="">{t('assessments:form.takeTheirs', { name })}</TextLink>
      </p>
    </Alert>
  )
}
