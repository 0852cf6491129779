/** Reminders as pages for the post: in the window of the envelope stands name and door, and nothing else. */
import { formatDate } from '../../kit/format.ts'
import { directionOf } from '../../letters/language.ts'
import type { Letterhead } from '../../letters/letterhead.ts'
import { renderPaper } from '../../letters/paper.server.ts'
import { BETWEEN_LANGUAGES } from '../mail.server.ts'
import type { LetterToPost } from './queries.server.ts'

/** Window envelope of DIN 5008, form B: the address field begins 45 mm from the top. */
const TEMPLATE = `
#import "/paper.typ": *
#show: paper.with(margin: (left: 25mm, right: 20mm, top: 15mm, bottom: 18mm), size: 11pt)
#set par(leading: 0.75em, spacing: 1.1em)
#for (nth, letter) in data.enumerate() {
  if nth > 0 { pagebreak() }
  place(top + left, letterhead(head))
  place(top + left, dy: 30mm, block(width: 85mm, height: 45mm, align(horizon, letter.address.join(linebreak()))))
  place(top + right, dy: 55mm, text(size: 10pt, letter.date))
  v(83mm)
  heading(level: 1, text(size: 11pt, letter.subject))
  for (at, part) in letter.parts.enumerate() {
    if at > 0 { line(length: 100%, stroke: hairline) }
    speaking(part.voice, for said in part.paragraphs { par(said.join(linebreak())) })
  }
}
`

/** What Typst is told of a language: its letters and its direction. */
const voiceOf = (tag: string) => ({ lang: tag.split('-')[0] ?? tag, dir: directionOf(tag) })

/** One page a letter, in the order given; `today` (ISO date) is its date. */
export function postPdf(
  letters: readonly LetterToPost[],
  { office, letterhead, today }: { office: string; letterhead: Letterhead; today: string },
): Buffer {
  const pages = letters.map(({ frozen, languages }) => ({
    address: frozen.to.split('\n').filter(Boolean),
    date: formatDate(today, 'de'),
    subject: frozen.subject,
    parts: frozen.text
      .trim()
      .split(BETWEEN_LANGUAGES)
      .map((part, at) => ({
        voice: voiceOf(languages[at] ?? 'de'),
        paragraphs: part.split('\n\n').map((paragraph) => paragraph.split('\n')),
      })),
  }))
  return renderPaper(TEMPLATE, { title: `Briefe: ${office}`, letterhead }, pages)
}
