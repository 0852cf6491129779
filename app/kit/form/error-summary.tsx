import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from '../icon.tsx'
import { useWords } from '../use-words.ts'
import { useErrorText } from './form-field.ts'

interface ErrorSummaryProps {
  /** conform's `form`. */
  form: { id: string; errors?: string[] | undefined; allErrors: Record<string, string[]> }
  /** Label by field name, as the fields show it. */
  labels: Readonly<Record<string, string>>
}

/** What is missing, above the form, with a way to each field. Takes the focus when it appears. */
export function ErrorSummary({ form, labels }: ErrorSummaryProps): ReactNode {
  const { t } = useWords()
  const errorText = useErrorText()
  const box = useRef<HTMLDivElement>(null)
  const fields = Object.entries(form.allErrors).filter(([name, errors]) => name !== '' && errors.length > 0)
  const shown = fields.length > 0 || (form.errors?.length ?? 0) > 0

  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown])

  if (!shown) return null
  return (
    <div ref={box} tabIndex={-1} className="kern-alert kern-alert--danger k-alert" role="alert">
      <div className="kern-alert__header">
        <Icon name="danger" />
        <strong className="k-alert__title">
          {fields.length > 0 ? t('kit:form.problems', { count: fields.length }) : t('kit:form.failed')}
        </strong>
      </div>
      <div className="kern-alert__body">
        {form.errors?.map((error) => (
          <p key={error}>{errorText(error)}</p>
        ))}
        {fields.length > 0 ? (
          <ul className="k-errors">
            {fields.map(([name, errors]) => (
              <li key={name}>
                <a className="k-link" href={`#${form.id}-${name}`}>
                  {labels[name] ?? name}
                </a>
                : {errors.map(errorText).join(' ')}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  )
}
