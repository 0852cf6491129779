import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '../button.tsx'
import { plainField } from './form-field.ts'
import './pick-form.css'
import { type Option, SelectField } from './select-field.tsx'

interface PickFormProps {
  /** Of the parameter in the page's address. */
  name: string
  label: string
  value: string
  options: readonly Option[]
  submit: string
  /** What else stands in the address and is to stay. */
  keep?: Readonly<Record<string, string>> | undefined
}

/** Chooses what a page shows: a list and a button, and the choice stands in the address. */
export function PickForm({ name, label, value, options, submit, keep = {} }: PickFormProps): ReactNode {
  return (
    <Form method="get">
      {Object.entries(keep).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      <div className="k-pick">
        <SelectField
          key={value}
          field={plainField(name, { value })}
          label={label}
          options={options}
          empty={false}
        />
        <Button>{submit}</Button>
      </div>
    </Form>
  )
}
