import type { ReactNode } from 'react'
import { useId } from 'react'
import { useWords } from './use-words.ts'

interface ProgressBarProps {
  label: string
  value: number
  max: number
  /** Instead of `2 von 3`. */
  text?: string | undefined
}

/** How much of something is done, in a word and as a bar. */
export function ProgressBar({ label, value, max, text }: ProgressBarProps): ReactNode {
  const { t } = useWords()
  const id = useId()
  return (
    <div className="k-progress">
      <span id={id} className="k-progress__label">
        {label} <span className="k-progress__text">{text ?? t('kit:progress.of', { value, max })}</span>
      </span>
      <progress aria-labelledby={id} value={value} max={max} />
    </div>
  )
}
