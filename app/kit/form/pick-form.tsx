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
}

/** Chooses what a page shows: a list and a button, and the choice stands in the address. */
export function PickForm({ name, label, value, options, submit }: PickFormProps): ReactNode {
  return (
    <Form method="get">
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
