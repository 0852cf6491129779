import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { GOALS } from '../../assessments/rules/proposals.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, LinkButton } from '../../kit/button.tsx'
import { PageHeader, Section, Stack } from '../../kit/page.tsx'
import { useWords } from '../../kit/use-words.ts'
import type { Told } from './addresses.ts'
import './catalogue.css'
import type { CatalogueStep } from './rules.ts'
import { StepWording } from './step-words.tsx'

interface CatalogueViewProps {
  slug: string
  steps: readonly CatalogueStep[]
  told: Told | undefined
}

/** What the city proposes for work plans, by goal; what it no longer proposes at the end. */
export function CatalogueView({ slug, steps, told }: CatalogueViewProps): ReactNode {
  const { t } = useWords()
  const page = `/c/${slug}/settings/catalogue`
  const retired = steps.filter((step) => step.retired)
  return (
    <Stack>
      <PageHeader
        title={t('work-plans:catalogue.title')}
        sub={t('work-plans:catalogue.sub')}
        action={
          <>
            <LinkButton to={`${page}/new`} icon="add">
              {t('work-plans:catalogue.add')}
            </LinkButton>
            <LinkButton to={`/c/${slug}/settings`} kind="tertiary">
              {t('work-plans:catalogue.back')}
            </LinkButton>
          </>
        }
      />
      {told ? <Alert tone="ok" title={t(`work-plans:catalogue.told.${told}`)} /> : null}
      {GOALS.map((goal) => (
        <GoalSection
          key={goal}
          title={t(`assessments:goal.${goal}`)}
          steps={steps.filter((step) => step.goal === goal && !step.retired)}
          page={page}
          add={`${page}/new?goal=${goal}`}
        />
      ))}
      {retired.length > 0 ? (
        <Section title={t('work-plans:catalogue.retired')} count={retired.length}>
          <ul className="catalogue">
            {retired.map((step) => (
              <li key={step.ref} className="catalogue-step catalogue-step--retired">
                <StepWording step={step} />
                <Form method="post" action={`${page}/${step.ref}`}>
                  <input type="hidden" name="intent" value="bring-back" />
                  <Button
                    kind="tertiary"
                    small
                    aria-label={t('work-plans:catalogue.bringBackWhat', { what: step.what })}
                  >
                    {t('work-plans:catalogue.bringBack')}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Stack>
  )
}

interface GoalSectionProps {
  title: string
  steps: readonly CatalogueStep[]
  page: string
  add: string
}

function GoalSection({ title, steps, page, add }: GoalSectionProps): ReactNode {
  const { t } = useWords()
  return (
    <Section
      title={title}
      count={steps.length}
      action={
        <LinkButton
          to={add}
          kind="tertiary"
          small
          icon="add"
          aria-label={t('work-plans:catalogue.addTo', { goal: title })}
        >
          {t('work-plans:catalogue.add')}
        </LinkButton>
      }
    >
      {steps.length === 0 ? <p>{t('work-plans:catalogue.none')}</p> : null}
      <ul className="catalogue">
        {steps.map((step) => (
          <li key={step.ref} className="catalogue-step">
            <StepWording step={step} />
            <p className="catalogue-step__facts">
              <span>{t(`work-plans:who.${step.who}`)}</span>
              <span>{t('work-plans:catalogue.weeks', { count: step.weeks })}</span>
            </p>
            <LinkButton
              to={`${page}/${step.ref}`}
              kind="tertiary"
              small
              icon="edit"
              aria-label={t('work-plans:catalogue.changeWhat', { what: step.what })}
            >
              {t('work-plans:catalogue.change')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}
