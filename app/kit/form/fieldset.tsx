import type { ReactNode } from 'react'

interface FieldsetProps {
  legend: string
  hint?: string | undefined
  /** Beside each other where there is room: PLZ and Ort, from and to. */
  inline?: boolean | undefined
  children: ReactNode
}

/** Fields that belong together. */
export function Fieldset({ legend, hint, inline, children }: FieldsetProps): ReactNode {
  return (
    <fieldset className="k-set">
      <legend className="k-set__legend">{legend}</legend>
      {hint ? <p className="k-set__hint">{hint}</p> : null}
      <div className={inline ? 'k-set__fields k-set__fields--inline' : 'k-set__fields'}>{children}</div>
    </fieldset>
  )
}
