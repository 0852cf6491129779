/** The link of a plan as it is opened and answered. */
import { data } from '@remix-run/node'
import type { CityWork } from '../../db/act.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { ENDED } from '../kit/http.server.ts'
import { linkIsOpen, openLink, signByLink } from './commands/link.server.ts'
import { birthInput, linkSignInput } from './input.ts'
import { closedPage, openedPage } from './link-page.server.ts'
import { textDigestOf } from './reading.server.ts'

export interface PlanVisit {
  token: string
  /** BCP 47, of a choice on the page; null: the client's own. */
  chosen: string | null
  /** What the browser asks for, of a link that says no language. */
  spoken: string | null
}

/** Says nothing about anybody until the birth date is right. */
export async function showPlan(city: CityWork, { token, chosen, spoken }: PlanVisit) {
  const open = await linkIsOpen(city, token)
  if (!open) return data(await closedPage(city, chosen ?? spoken, { problem: 'ended' }), ENDED)
  return data(await closedPage(city, chosen ?? open.language))
}

/** Opens with a birth date, or signs with it once more. Every wrong one is counted, here and at the link. */
export async function takeSignature(city: CityWork, { token, chosen }: PlanVisit, form: FormData) {
  const closed = async (problem: 'wrong' | 'ended', status: number) =>
    data({ page: await closedPage(city, chosen, { problem }), result: undefined }, status)
  if (!form.has('hash')) {
    const typed = parseForm(form, birthInput)
    if (typed.status !== 'success') return closed('wrong', 400)
    const opened = await openLink(city, token, typed.value)
    if (!opened.ok) return closed(opened.error, opened.error === 'wrong' ? 400 : ENDED)
    return data({ page: await openedPage(city, opened.value, chosen, typed.value), result: undefined })
  }
  const signing = parseForm(form, linkSignInput)
  if (signing.status === 'success') {
    const textDigest = textDigestOf(signing.value.language)
    const signed = await signByLink(city, { ...signing.value, token, textDigest })
    if (signed.ok) return data({ page: await closedPage(city, chosen, { done: true }), result: undefined })
    return closed(signed.error === 'wrong' ? 'wrong' : 'ended', signed.error === 'wrong' ? 400 : ENDED)
  }
  const opened = await openLink(city, token, String(form.get('birth') ?? ''))
  if (!opened.ok) return closed(opened.error, opened.error === 'wrong' ? 400 : ENDED)
  const page = await openedPage(city, opened.value, chosen, String(form.get('birth')))
  return data({ page, result: signing.reply() }, 400)
}
