/** What a text must hold before a client may get it: the gaps that belong in it and no others, and no longer than its way takes. */
import {
  compileTemplate,
  fillSms,
  fillTemplate,
  isPlaceholder,
  linesWith,
  PLACEHOLDERS,
  type Placeholder,
  type Template,
  type Values,
} from './fill.ts'
import { MOST_SEGMENTS, segmentsOf } from './sms.ts'

/** By which a text of ours goes out; the other ways are people. */
export const WRITTEN = ['email', 'sms', 'letter'] as const
export type WrittenChannel = (typeof WRITTEN)[number]

const REQUIRED = ['day', 'time'] as const
/** Not on a locked phone, which others may read. */
const FORBIDDEN: Record<WrittenChannel, readonly Placeholder[]> = {
  email: [],
  sms: ['name', 'place'],
  letter: [],
}
/** Not every city has a number, and not every message a link: their line falls away then. */
const MAY_BE_MISSING: readonly Placeholder[] = ['phone', 'link']

export const allowedIn = (channel: WrittenChannel): Placeholder[] =>
  PLACEHOLDERS.filter((name) => !FORBIDDEN[channel].includes(name))

export const LONGEST_SUBJECT = 80
/** A letter is a page, with the German below. */
export const LONGEST_TEXT: Record<WrittenChannel, number> = { email: 3000, sms: 500, letter: 1200 }

export type ProblemCode =
  | 'subject-empty'
  | 'subject-long'
  | 'subject-line'
  | 'subject-gap'
  | 'unknown'
  | 'brace'
  | 'missing'
  | 'forbidden'
  | 'falls-away'
  | 'long'
  | 'segments'

export interface Problem {
  field: 'subject' | 'text'
  code: ProblemCode
  values?: Readonly<Record<string, string | number>>
}

/** What is wrong with a text, all of it; `longest`: the longest values it may come to hold, in its language. */
export function checkTemplate(channel: WrittenChannel, template: Template, longest: Values): Problem[] {
  const subject = channel === 'sms' ? [] : checkSubject(template.subject)
  return [...subject, ...checkText(channel, template, longest)]
}

function checkSubject(subject: string): Problem[] {
  const field = 'subject' as const
  if (subject.trim() === '') return [{ field, code: 'subject-empty' }]
  return [
    ...(subject.length > LONGEST_SUBJECT
      ? [{ field, code: 'subject-long' as const, values: { count: LONGEST_SUBJECT } }]
      : []),
    ...(/\p{Cc}/u.test(subject) ? [{ field, code: 'subject-line' as const }] : []),
    // It is read on a lock screen and over a shoulder.
    ...(/[{}]/.test(subject) ? [{ field, code: 'subject-gap' as const }] : []),
  ]
}

const shown = (name: string): string => `{${name}}`

function checkText(channel: WrittenChannel, template: Template, longest: Values): Problem[] {
  const { text } = template
  const field = 'text' as const
  const compiled = compileTemplate(template)
  const named = [...new Set(Array.from(text.matchAll(/\{([^{}\n]*)\}/g), ([, name = '']) => name))]
  const has = (name: Placeholder): boolean => named.includes(name)
  const problems: Problem[] = [
    ...named
      .filter((name) => !isPlaceholder(name))
      .map((name) => ({ field, code: 'unknown' as const, values: { name: shown(name.slice(0, 40)) } })),
    ...FORBIDDEN[channel]
      .filter(has)
      .map((name) => ({ field, code: 'forbidden' as const, values: { name: shown(name) } })),
    ...REQUIRED.filter((name) => !has(name)).map((name) => ({
      field,
      code: 'missing' as const,
      values: { name: shown(name) },
    })),
    ...REQUIRED.flatMap((name) => {
      const other = MAY_BE_MISSING.find((gap) => linesWith(compiled, name).some((line) => line.includes(gap)))
      return other
        ? [{ field, code: 'falls-away' as const, values: { name: shown(name), other: shown(other) } }]
        : []
    }),
  ]
  const stray = strayBrace(text)
  if (stray !== null) problems.push({ field, code: 'brace', values: { near: stray } })
  if (text.length > LONGEST_TEXT[channel])
    problems.push({ field, code: 'long', values: { count: LONGEST_TEXT[channel] } })
  if (channel === 'sms' && problems.length === 0) {
    const segments = longestSms(template, longest)
    if (segments > MOST_SEGMENTS) problems.push({ field, code: 'segments', values: { segments } })
  }
  return problems
}

/** A brace that opens or closes nothing, with what stands around it. */
function strayBrace(text: string): string | null {
  const rest = text.replace(/\{[^{}\n]*\}/g, (gap) => ' '.repeat(gap.length))
  const at = rest.search(/[{}]/)
  return at < 0 ? null : text.slice(Math.max(0, at - 10), at + 11).replaceAll('\n', ' ')
}

/** With the link alone and with the number alone, for one of them is what is always said. */
function longestSms(template: Template, longest: Values): number {
  const compiled = compileTemplate(template)
  return Math.max(
    ...[
      { ...longest, phone: null },
      { ...longest, link: null },
    ].map((values) => segmentsOf(fillTemplate(compiled, values))),
  )
}

/** How a text reads with these values, on its way. */
export function readsAs(channel: WrittenChannel, template: Template, values: Values): string {
  const compiled = compileTemplate(template)
  return channel === 'sms' ? fillSms(compiled, values) : fillTemplate(compiled, values)
}
