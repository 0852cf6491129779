import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { AskerFields, ConcernField } from './asking-fields.tsx'
import { knownRequestInput } from './input.ts'
import { fullName, PersonLine, PersonLines } from './person-lines.tsx'
import type { FoundPerson } from './search.server.ts'

interface KnownRequestViewProps {
  shell: { city: { slug: string }; today: string }
  person: FoundPerson
  formKey: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** A request of somebody who is known: his file, or one opened for him. */
export function KnownRequestView({ shell, person, formKey, lastResult }: KnownRequestViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: knownRequestInput, lastResult, id: 'request' })
  const base = `/c/${shell.city.slug}/clients`
  const labels = {
    asker: t('people:request.asker'),
    referrer: t('people:request.referrer'),
    concern: t('people:request.concern'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack text>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="known" />
        <input type="hidden" name="personId" value={person.personId} />
        <PageHeader
          title={t('people:request.title')}
          sub={t(person.clientId ? 'people:request.hasFile' : 'people:request.opensFile')}
        />
        <PersonLines label={fullName(person)}>
          <PersonLine
            person={person}
            today={shell.today}
            to={person.clientId ? `${base}/${person.clientId}` : undefined}
          />
        </PersonLines>
        <ErrorSummary form={form} labels={labels} />
        <AskerFields fields={fields} />
        <ConcernField fields={fields} />
        <Row>
          <SubmitButton>{t('people:request.save')}</SubmitButton>
          <LinkButton kind="tertiary" to={`${base}/new`}>
            {t('people:request.somebodyElse')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}
