import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { plainField } from '../../kit/form/form-field.ts'
import { SelectField } from '../../kit/form/select-field.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { Row, Stack } from '../../kit/page.tsx'
import { useWords } from '../../kit/use-words.ts'
import { ABSENCE_CAUSES, ATTENDANCES, CALLED_OFF_BY } from '../rules/outcome.ts'
import type { GroupViewProps } from './answer.ts'
import type { Member } from './queries.server.ts'

/** What became of one of them, if she did not simply come; the second question fits the answer to the first. */
export function MemberOutcome({
  member: { appointmentId },
  name,
  group,
}: GroupViewProps & { member: Member; name: string }): ReactNode {
  const { t } = useWords()
  const field = (what: string, value?: string) => ({
    ...plainField(what, value === undefined ? {} : { value }),
    id: `${what}-${appointmentId}`,
  })
  return (
    <details className="g-member__more">
      <summary>
        {t('follow-ups:groups.otherOutcome')}
        <span className="kern-sr-only">: {name}</span>
      </summary>
      <Form method="post">
        <input type="hidden" name="intent" value="outcome" />
        <input type="hidden" name="member" value={appointmentId} />
        <input type="hidden" name="on" value={group.day} />
        <Stack>
          <SelectField
            field={field('outcome', 'no-show')}
            label={t('follow-ups:outcome.question')}
            empty={false}
            options={ATTENDANCES.map((value) => ({ value, label: t(`follow-ups:outcome.${value}`) }))}
          />
          <div className="g-cause">
            <SelectField
              field={field('cause', 'unknown')}
              label={t('follow-ups:cause.question')}
              empty={false}
              options={ABSENCE_CAUSES.map((value) => ({ value, label: t(`follow-ups:cause.${value}`) }))}
            />
          </div>
          <div className="g-by">
            <SelectField
              field={field('by', 'client')}
              label={t('follow-ups:by.question')}
              empty={false}
              options={CALLED_OFF_BY.map((value) => ({ value, label: t(`follow-ups:by.${value}`) }))}
            />
          </div>
          <Row>
            <SubmitButton kind="secondary" aria-label={`${t('follow-ups:outcome.save')}: ${name}`}>
              {t('follow-ups:outcome.save')}
            </SubmitButton>
          </Row>
        </Stack>
      </Form>
    </details>
  )
}
