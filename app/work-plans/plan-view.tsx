import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge, type Tone } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { PageHeader, Section } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { PlanText } from './plan-text.tsx'
import type { VersionLine } from './queries.server.ts'
import { PARTIES } from './rules.ts'
import type { PlanSheet } from './sheet.server.ts'
import { SignatureCards } from './signature-cards.tsx'

interface PlanViewProps {
  sheet: PlanSheet
  /** ISO instant of the booked talk. */
  nextTalk: string | null
  today: string
  /** Address of the plan. */
  base: string
}

/** A version of the plan with its signatures, what it waits for, and the versions before it. */
export function PlanPage({ sheet, nextTalk, today, base }: PlanViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const isNewest = sheet.versions[0]?.version === sheet.version
  const isSigned = sheet.signatures.length === PARTIES.length
  const open = isNewest && sheet.state !== 'ended'
  return (
    <>
      <PageHeader
        title={t('work-plans:title')}
        sub={t('work-plans:made', {
          version: sheet.version,
          date: f.date(sheet.madeOn),
          name: sheet.madeByName,
        })}
        action={
          open ? (
            <>
              <LinkButton to={`${base}/edit`} icon="edit">
                {t('work-plans:change')}
              </LinkButton>
              {isSigned ? null : (
                <LinkButton kind="primary" to={`${base}/sign`}>
                  {t('work-plans:sign')}
                </LinkButton>
              )}
            </>
          ) : null
        }
      />
      <div className="plan-page">
        <PlanStatus sheet={sheet} nextTalk={nextTalk} today={today} base={base} />
        <PlanText plan={sheet} today={today} />
        <Section title={t('work-plans:signatures')}>
          <SignatureCards signatures={sheet.signatures} today={today} />
          <p className="plan-page__seal">{t('work-plans:seal', { hash: sheet.hash })}</p>
        </Section>
        {sheet.versions.length > 1 ? (
          <Section title={t('work-plans:versions')} count={sheet.versions.length}>
            <Versions sheet={sheet} today={today} base={base} />
          </Section>
        ) : null}
      </div>
    </>
  )
}

function PlanStatus({ sheet, nextTalk, today, base }: PlanViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { version, versions, signatures, inForceOn, countsInstead, state } = sheet
  const isNewest = versions[0]?.version === version
  if (!isNewest && countsInstead === null && signatures.length === PARTIES.length)
    return (
      <Alert tone="ok" title={t('work-plans:counts', { version })}>
        <p>{t('work-plans:countsHelp')}</p>
        <TextLink to={base}>{t('work-plans:toNewest')}</TextLink>
      </Alert>
    )
  if (!isNewest)
    return (
      <Alert tone="info" title={t('work-plans:old', { version })}>
        {countsInstead === null ? null : <p>{t('work-plans:oldHelp')}</p>}
        <TextLink to={base}>{t('work-plans:toNewest')}</TextLink>
      </Alert>
    )
  if (state === 'ended') return <Alert tone="info" title={t('work-plans:state.ended')} />
  if (signatures.length < PARTIES.length)
    return (
      <Alert tone="warn" title={t('work-plans:waits', { version })}>
        {countsInstead === null
          ? t('work-plans:waitsFirst')
          : t('work-plans:waitsHelp', { counts: countsInstead })}
      </Alert>
    )
  return (
    <Alert tone="ok" title={inForceOn ? t('work-plans:inForce', { date: f.date(inForceOn) }) : ''}>
      {nextTalk ? t('work-plans:nextTalk', { when: f.dayTime(nextTalk) }) : t('work-plans:nextTalkNone')}
    </Alert>
  )
}

const lookOf = ({
  signedBy,
}: VersionLine): { tone: Tone; words: 'signedByBoth' | 'signedByOne' | 'signedByNone' } => {
  if (signedBy.length === PARTIES.length) return { tone: 'ok', words: 'signedByBoth' }
  return signedBy.length > 0
    ? { tone: 'warn', words: 'signedByOne' }
    : { tone: 'neutral', words: 'signedByNone' }
}

function Versions({ sheet, today, base }: { sheet: PlanSheet; today: string; base: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <ol className="plan-versions">
      {sheet.versions.map((one) => {
        const { tone, words } = lookOf(one)
        const name = t('work-plans:version', { version: one.version })
        return (
          <li key={one.version} className="plan-versions__one">
            {one.version === sheet.version ? (
              <strong aria-current="true">{name}</strong>
            ) : (
              <TextLink strong to={`${base}?version=${one.version}`}>
                {name}
              </TextLink>
            )}
            <span>{t('work-plans:versionLine', { date: f.date(one.madeOn), name: one.madeByName })}</span>
            <Badge tone={tone}>{t(`work-plans:${words}`)}</Badge>
          </li>
        )
      })}
    </ol>
  )
}
