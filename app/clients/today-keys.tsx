import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '../kit/use-words.ts'

const LINES = '.k-work__line .k-work__who a'

/** Where a key leads from the line that has the focus; undefined: it is no key of ours. */
const stepOf = (key: string): 1 | -1 | undefined => {
  if (key === 'ArrowDown' || key === 'j') return 1
  return key === 'ArrowUp' || key === 'k' ? -1 : undefined
}

/**
 * From line to line with the arrow keys, or j and k, while a line has the focus. The lists are links and buttons in order without it; it is
 * said on the page only where it works.
 */
export function LineKeys({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords()
  const lists = useRef<HTMLDivElement>(null)
  const [works, setWorks] = useState(false)
  useEffect(() => {
    const at = lists.current
    if (!at) return
    setWorks(true)
    const go = (event: KeyboardEvent): void => {
      const step = stepOf(event.key)
      const line = event.target instanceof Element ? event.target.closest('.k-work__line') : null
      if (!step || !line || event.altKey || event.ctrlKey || event.metaKey) return
      const links = [...at.querySelectorAll<HTMLAnchorElement>(LINES)]
      const here = links.findIndex((link) => line.contains(link))
      const next = links[here + step]
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    at.addEventListener('keydown', go)
    return () => at.removeEventListener('keydown', go)
  }, [])
  return (
    <div ref={lists} className="k-stack">
      {children}
      {works ? <p className="k-quiet today__keys">{t('clients:today.keys')}</p> : null}
    </div>
  )
}
