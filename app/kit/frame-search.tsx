import { Form } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { FrameCity } from './frame-facts.ts'
import { Icon } from './icon.tsx'
import { useWords } from './use-words.ts'

interface SearchFormProps {
  city: FrameCity
  query: string | undefined
  place: 'top' | 'phone'
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Finds a person by name or birth date. A POST: what was searched for must not stand in an address or a log. */
export function SearchForm({ city, query, place }: SearchFormProps): ReactNode {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const id = `search-${place}`

  useEffect(() => {
    if (place !== 'top') return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [place])

  return (
    <Form method="post" action={`/c/${city.slug}/clients`} className="k-search" role="search">
      <label htmlFor={id} className="kern-sr-only">
        {t('kit:search.label')}
      </label>
      <input
        ref={field}
        id={id}
        name="q"
        type="search"
        className="k-search__field"
        placeholder={t('kit:search.label')}
        defaultValue={query}
        autoComplete="off"
        spellCheck={false}
      />
      <button type="submit" className="k-search__go">
        <Icon name="search" />
        <span className="kern-sr-only">{t('kit:search.submit')}</span>
      </button>
    </Form>
  )
}
