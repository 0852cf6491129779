import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge, type Tone } from '../kit/badge.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Translate } from '../kit/words.ts'
import { LAW_READ_ON } from './rules/work-law.ts'
import type { WorkAnswer, WorkPermission, WorkQuestion } from './rules/work-permission.ts'

const TONES: Record<WorkPermission['result'], Tone> = {
  free: 'ok',
  entitled: 'ok',
  should: 'ok',
  bound: 'info',
  discretion: 'warn',
  forbidden: 'danger',
  unknown: 'warn',
}

function shortOf(work: Pick<WorkAnswer, 'result' | 'baConsent'>, t: Translate): string {
  const short = t(`permits:work.short.${work.result}`)
  return work.baConsent === 'needed' ? t('permits:work.withConsent', { short }) : short
}

/** `Arbeit: soll erlaubt werden, mit Zustimmung der BA`. */
export function WorkBadge({ work }: { work: WorkPermission }): ReactNode {
  const { t } = useWords()
  return (
    <Badge tone={TONES[work.result]}>
      {work.verified ? shortOf(work, t) : t('permits:work.short.unknown')}
    </Badge>
  )
}

/** What the rule says, which rule and since when; or why nobody should rely on one. */
export function WorkCard({ work, today }: { work: WorkPermission; today: string }): ReactNode {
  const { t } = useWords()
  return (
    <Stack>
      <p>
        <WorkBadge work={work} />
      </p>
      {work.verified ? (
        <>
          <p>{t(`permits:work.says.${work.result}`)}</p>
          <RuleFacts answer={work} today={today} />
        </>
      ) : (
        <Doubt work={work} today={today} />
      )}
      <p className="k-quiet">{t('permits:work.orientation')}</p>
    </Stack>
  )
}

type Dated = WorkAnswer & { validFrom: string; source: string }

function RuleFacts({ answer, today }: { answer: Dated; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { rule, baConsent, consentRule, validFrom, source } = answer
  return (
    <DefinitionList
      facts={[
        {
          term: t('permits:work.consent'),
          value: baConsent && t(`permits:work.baConsent.${consentRule ?? baConsent}`),
        },
        { term: t('permits:work.rule'), value: t('permits:work.ruleOf', { rule, source }) },
        { term: t('permits:work.validFrom'), value: f.date(validFrom) },
        {
          term: t('permits:work.source'),
          value: t('permits:work.sourceRead', { date: f.date(LAW_READ_ON) }),
        },
      ]}
    />
  )
}

function Doubt({
  work,
  today,
}: {
  work: Extract<WorkPermission, { verified: false }>
  today: string
}): ReactNode {
  const { t } = useWords()
  const { doubt, missing, formerly } = work
  return (
    <>
      <Alert tone="warn" title={t('permits:work.ask')}>
        <p>{t(`permits:work.doubt.${doubt}`)}</p>
        {doubt === 'questions' ? <Missing questions={missing} /> : null}
      </Alert>
      {doubt === 'law-unread' && missing.length > 0 ? (
        <div>
          <p>{t('permits:work.formerlyMissing')}</p>
          <Missing questions={missing} />
        </div>
      ) : null}
      {formerly ? (
        <details>
          <summary className="k-link">{t('permits:work.formerly')}</summary>
          <Stack>
            <p>{t('permits:work.formerlySaid', { short: shortOf(formerly, t) })}</p>
            <RuleFacts answer={formerly} today={today} />
          </Stack>
        </details>
      ) : null}
    </>
  )
}

function Missing({ questions }: { questions: readonly WorkQuestion[] }): ReactNode {
  const { t } = useWords()
  return (
    <ul className="k-plain">
      {questions.map((question) => (
        <li key={question}>{t(`permits:work.field.${question}`)}</li>
      ))}
    </ul>
  )
}
