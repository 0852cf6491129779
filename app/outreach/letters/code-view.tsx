import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { plainField } from '../../kit/form/form-field.ts'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { useWords } from '../../kit/use-words.ts'
import type { WordKey } from '../../kit/words.ts'

/** Where the code of a letter is typed in, and what a code that opens nothing says. */
export function CodeView({ slug, problem }: { slug: string; problem: WordKey | undefined }): ReactNode {
  const { t } = useWords()
  return (
    <main className="k-letter">
      <h1 className="k-letter__title">{t('outreach:code.title')}</h1>
      {problem ? <Alert tone="danger" title={t(problem)} /> : null}
      <p>{t('outreach:code.text')}</p>
      <Form method="post" action={`/k/${slug}`} className="k-stack">
        <TextField
          field={{ ...plainField('code'), required: true, maxLength: 20 }}
          label={t('outreach:code.label')}
          autoComplete="off"
          spellCheck={false}
        />
        <SubmitButton block>{t('outreach:code.submit')}</SubmitButton>
      </Form>
    </main>
  )
}
