import { useFetcher } from '@remix-run/react'
import { type FormEvent, useEffect, useRef } from 'react'
import type { Candidate } from './candidates.server.ts'

/** Milliseconds without a stroke before what is typed is sent. */
const PAUSE = 350
const TYPED = ['familyName', 'givenName', 'birthDate', 'phone'] as const

interface Proposals {
  proposed: readonly Candidate[]
  onInput: (event: FormEvent<HTMLFormElement>) => void
}

/** Asks, while a name is typed, who that may be. By POST: what is typed stands in no address and no log. */
export function useProposals(asked: readonly Candidate[]): Proposals {
  const { submit, data } = useFetcher<{ candidates: Candidate[] }>({ key: 'proposals' })
  const timer = useRef<number>()
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const onInput = ({ currentTarget, target }: FormEvent<HTMLFormElement>): void => {
    if (!(target instanceof HTMLInputElement) || !TYPED.some((name) => name === target.name)) return
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      const typed = new FormData(currentTarget)
      const sent = new FormData()
      sent.set('intent', 'candidates')
      for (const name of TYPED) sent.set(name, String(typed.get(name) ?? ''))
      submit(sent, { method: 'post' })
    }, PAUSE)
  }
  return { proposed: data?.candidates ?? asked, onInput }
}
