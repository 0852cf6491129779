import type { ReactNode } from 'react'
import { FieldErrors, FieldHint, OptionalMark } from './field-frame.tsx'
import type { FieldLook, FormField } from './form-field.ts'
import type { Option } from './select-field.tsx'

type GroupProps = FieldLook & {
  options: readonly Option[]
  /** Large tiles for a thumb, two beside each other where there is room. */
  big?: boolean | undefined
  /** Long lists: short lines in as many columns as there is room for. */
  many?: boolean | undefined
}

/** One of few. The label is the question. */
export function RadioGroup(props: GroupProps): ReactNode {
  return <ChoiceGroup {...props} type="radio" />
}

/** Any number of several: a list of people, of files. */
export function CheckboxGroup(props: GroupProps): ReactNode {
  return <ChoiceGroup {...props} type="checkbox" />
}

function ChoiceGroup(props: GroupProps & { type: 'radio' | 'checkbox' }): ReactNode {
  const { field, label, hint, optional, options, big, many, type } = props
  const chosen = field.defaultOptions ?? (field.defaultValue === undefined ? [] : [field.defaultValue])
  const described = [field.errors ? field.errorId : '', hint ? field.descriptionId : '']
    .filter(Boolean)
    .join(' ')
  return (
    <fieldset
      key={field.key}
      className={`kern-fieldset k-field${field.errors ? ' kern-fieldset--error' : ''}`}
      aria-describedby={described || undefined}
    >
      <legend className="kern-label">
        {label}
        {optional ? <OptionalMark /> : null}
      </legend>
      {hint ? <FieldHint field={field} hint={hint} /> : null}
      <div className={`k-choices${big ? ' k-choices--big' : ''}${many ? ' k-choices--many' : ''}`}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type={type}
            // The first has the field's own id, so that the link in the error summary leads to it.
            id={index === 0 ? field.id : `${field.id}-${option.value}`}
            field={field}
            option={option}
            checked={chosen.includes(option.value)}
          />
        ))}
      </div>
      <FieldErrors field={field} />
    </fieldset>
  )
}

interface ChoiceProps {
  type: 'radio' | 'checkbox'
  id: string
  field: FormField
  option: Option
  checked: boolean
}

function Choice({ type, id, field, option, checked }: ChoiceProps): ReactNode {
  const look = `kern-form-check__${type}`
  return (
    <div className="kern-form-check k-choice">
      <input
        type={type}
        id={id}
        name={field.name}
        value={option.value}
        defaultChecked={checked}
        required={type === 'radio' && field.required}
        aria-invalid={field.errors ? true : undefined}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
        className={field.errors ? `${look} ${look}--error` : look}
      />
      <label className="kern-label" htmlFor={id}>
        {option.label}
      </label>
      {option.hint ? (
        <span className="k-choice__hint" id={`${id}-hint`}>
          {option.hint}
        </span>
      ) : null}
    </div>
  )
}

/** One thing to agree to or to switch on; the value is `on`. */
export function CheckboxField({ field, label, hint }: FieldLook): ReactNode {
  return (
    <div className={`k-field${field.errors ? ' kern-form-check--error' : ''}`}>
      <Choice
        key={field.key}
        type="checkbox"
        id={field.id}
        field={field}
        option={{ value: 'on', label, ...(hint ? { hint } : {}) }}
        checked={field.defaultChecked ?? false}
      />
      <FieldErrors field={field} />
    </div>
  )
}

interface ChoiceButtonsProps {
  name: string
  /** Read out before the buttons: what is being answered. */
  label: string
  options: readonly Option[]
}

/** Answers that submit at once, large enough for a thumb: the form around them gets `name` = the value pressed. */
export function ChoiceButtons({ name, label, options }: ChoiceButtonsProps): ReactNode {
  return (
    <fieldset className="k-buttons">
      <legend className="kern-sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="submit"
          name={name}
          value={option.value}
          className="kern-btn kern-btn--secondary"
        >
          <span className="kern-label">{option.label}</span>
        </button>
      ))}
    </fieldset>
  )
}
