/** A text with gaps becomes what somebody reads. What has no value takes its line with it, so that no sentence ends in the air. */
import { isolated } from '../../letters/rules/direction.ts'
import { MOST_SEGMENTS, segmentsOf } from './sms.ts'

export const PLACEHOLDERS = ['name', 'day', 'time', 'place', 'worker', 'phone', 'link'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** Null: nobody knows it. */
export type Values = Readonly<Record<Placeholder, string | null>>

/** A subject without gaps; the text's lines are looked at one by one. */
export interface Template {
  subject: string
  text: string
}

type Piece = { said: string } | { gap: Placeholder }

interface Line {
  pieces: readonly Piece[]
  /** All that is said in it, without the gaps. */
  said: string
}

export interface CompiledTemplate {
  subject: string
  lines: readonly Line[]
}

export const isPlaceholder = (name: string): name is Placeholder =>
  PLACEHOLDERS.some((known) => known === name)

function compileLine(line: string): Line {
  const pieces = line.split(/(\{[a-z]+\})/).flatMap((part): Piece[] => {
    const name = part.slice(1, -1)
    if (part.startsWith('{') && isPlaceholder(name)) return [{ gap: name }]
    return part === '' ? [] : [{ said: part }]
  })
  return { pieces, said: pieces.map((piece) => ('said' in piece ? piece.said : '')).join('') }
}

/** Cut once, filled many times. */
export const compileTemplate = ({ subject, text }: Template): CompiledTemplate => ({
  subject,
  lines: text.split('\n').map(compileLine),
})

/** Whole lines of what has this placeholder. */
export const linesWith = ({ lines }: CompiledTemplate, name: Placeholder): Placeholder[][] =>
  lines
    .map(({ pieces }) => pieces.flatMap((piece) => ('gap' in piece ? [piece.gap] : [])))
    .filter((gaps) => gaps.includes(name))

/** Numbers and names of another script keep their own direction; day and time are the reader's own, a link must end where it ends. */
const ISOLATED: readonly Placeholder[] = ['name', 'place', 'worker', 'phone']

/** Null: something in it has no value. A greeting without a name is still one. */
function fillLine({ pieces, said }: Line, values: Values): string | null {
  let filled = ''
  for (const piece of pieces) {
    if ('said' in piece) {
      filled += piece.said
      continue
    }
    const value = values[piece.gap]
    if (value !== null) filled += ISOLATED.includes(piece.gap) ? isolated(value, said) : value
    else if (piece.gap === 'name') filled = filled.trimEnd()
    else return null
  }
  return filled
}

/** The text as it is read; a value is put in as it is, whatever stands in it. */
export function fillTemplate({ lines }: CompiledTemplate, values: Values): string {
  const filled: string[] = []
  for (const line of lines) {
    const read = fillLine(line, values)
    // Where a paragraph fell away, one empty line stays.
    if (read === null || (read === '' && (filled.at(-1) ?? '') === '')) continue
    filled.push(read)
  }
  return filled.join('\n').trimEnd()
}

/** The same as a short message: where all of it is too long, the number goes, else the link, else both. */
export function fillSms(template: CompiledTemplate, values: Values): string {
  const shorter = [
    values,
    { ...values, phone: values.link === null ? values.phone : null },
    { ...values, link: null },
    { ...values, phone: null, link: null },
  ].map((some) => fillTemplate(template, some))
  return shorter.find((text) => segmentsOf(text) <= MOST_SEGMENTS) ?? shorter.at(-1) ?? ''
}
