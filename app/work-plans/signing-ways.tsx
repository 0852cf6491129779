import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { Icon, type IconName } from '../kit/icon.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { MOST_WRONG_TRIES } from './rules/link.ts'
import type { PlanSheet, RequestView } from './sheet.server.ts'
import './signing-ways.css'

interface SigningWaysProps {
  sheet: PlanSheet
  today: string
  /** Address of the plan. */
  base: string
}

/** How an open version gets its signatures: here, by a link, or on paper; and how to take it off the table. */
export function SigningWays({ sheet, today, base }: SigningWaysProps): ReactNode {
  const { t } = useWords()
  const clientSigned = sheet.signatures.some(({ party }) => party === 'client')
  if (sheet.state === 'draft')
    return (
      <div className="ways ways--draft">
        <PlanAct intent="offer" planId={sheet.planId}>
          <SubmitButton>{t('work-plans:ways.offer')}</SubmitButton>
        </PlanAct>
        <PlanAct intent="withdraw" planId={sheet.planId}>
          <SubmitButton kind="tertiary">{t('work-plans:ways.discard')}</SubmitButton>
        </PlanAct>
      </div>
    )
  return (
    <section className="ways" aria-labelledby="ways">
      <h2 id="ways" className="ways__title">
        {t('work-plans:ways.title')}
      </h2>
      <ul className="ways__list">
        <Way icon="signature" title={t('work-plans:ways.tablet')} text={t('work-plans:ways.tabletHelp')}>
          <LinkButton to={`${base}/sign`}>{t('work-plans:ways.tabletGo')}</LinkButton>
        </Way>
        {clientSigned ? null : (
          <Way icon="mail" title={t('work-plans:ways.link')} text={t('work-plans:ways.linkHelp')}>
            <PlanAct intent="link" planId={sheet.planId}>
              <SubmitButton kind="secondary">
                {t(sheet.request?.linkUntil ? 'work-plans:ways.linkAgain' : 'work-plans:ways.linkGo')}
              </SubmitButton>
            </PlanAct>
            <LinkState request={sheet.request} today={today} />
          </Way>
        )}
        <Way icon="draft" title={t('work-plans:ways.paper')} text={t('work-plans:ways.paperHelp')}>
          <LinkButton to={`${base}/paper`}>{t('work-plans:ways.paperGo')}</LinkButton>
        </Way>
      </ul>
      <PlanAct intent="withdraw" planId={sheet.planId}>
        <SubmitButton small kind="tertiary">
          {t('work-plans:ways.withdraw')}
        </SubmitButton>
      </PlanAct>
    </section>
  )
}

function Way({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName
  title: string
  text: string
  children: ReactNode
}): ReactNode {
  return (
    <li className="ways__one">
      <h3 className="ways__name">
        <Icon name={icon} small />
        {title}
      </h3>
      <p className="ways__text">{text}</p>
      {children}
    </li>
  )
}

function LinkState({ request, today }: { request: RequestView | null; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (!request) return null
  const { linkUntil, reminders, wrongTries } = request
  return (
    <p className="ways__text">
      {wrongTries >= MOST_WRONG_TRIES
        ? t('work-plans:ways.linkLocked')
        : linkUntil
          ? t('work-plans:ways.linkUntil', { date: f.date(linkUntil) })
          : null}
      {reminders > 0 ? ` ${t('work-plans:ways.reminded', { count: reminders })}` : null}
    </p>
  )
}

function PlanAct({
  intent,
  planId,
  children,
}: {
  intent: string
  planId: string
  children: ReactNode
}): ReactNode {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="planId" value={planId} />
      {children}
    </Form>
  )
}
