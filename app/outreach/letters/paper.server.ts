/** The letter as a page for the post: the person's language, German beside it, and a code that says nothing. */
import type { StaffDb } from '../../../db/handles.ts'
import { formatDate } from '../../kit/format.ts'
import { directionOf, fill } from '../../letters/language.ts'
import type { Letterhead } from '../../letters/letterhead.ts'
import { renderPaper } from '../../letters/paper.server.ts'
import { qrPng } from '../../letters/qr.ts'
import { roundHead } from '../rounds/queries.server.ts'
import type { PrintedLetter } from './commands.server.ts'
import { addressesOf } from './queries.server.ts'
import { letterLanguage, textsIn } from './texts.ts'

/** Window envelope of DIN 5008, form B: the address field begins 45 mm from the top. */
const TEMPLATE = `
#import "/paper.typ": *
#show: paper.with(margin: (left: 25mm, right: 20mm, top: 15mm, bottom: 18mm), size: 11pt)
#set par(leading: 0.75em, spacing: 1.1em)
#show heading: it => block(above: 0pt, below: 1.1em, text(size: 11pt, it.body))
#let column-of(one) = speaking(one, {
  heading(one.greeting + ",")
  for line in one.lines { par(line) }
  par(strong(one.call))
  par(one.scan)
})
#for (nth, letter) in data.enumerate() {
  if nth > 0 { pagebreak() }
  place(top + left, letterhead(head))
  place(top + left, dy: 30mm, block(width: 85mm, height: 45mm, align(horizon, letter.address.join(linebreak()))))
  place(top + right, dy: 55mm, text(size: 10pt, letter.date))
  v(83mm)
  if letter.columns.len() == 1 {
    column-of(letter.columns.first())
  } else {
    grid(columns: (1fr, 1fr), column-gutter: 9mm, ..letter.columns.map(column-of))
  }
  v(1fr)
  line(length: 100%, stroke: hairline)
  grid(columns: (34mm, 1fr), column-gutter: 8mm, align: (left + horizon, left + horizon),
    image(letter.qr, width: 34mm, scaling: "pixelated", alt: letter.url),
    {
      for one in letter.columns { block(width: 100%, speaking(one, text(size: 10pt, one.code))) }
      text(size: 18pt, weight: "bold", tracking: 1pt, letter.code)
      linebreak()
      text(size: 9pt, letter.entry)
      linebreak()
      for one in letter.columns {
        block(width: 100%, above: 0.5em, below: 0pt, speaking(one, text(size: 9pt, one.valid)))
      }
    })
}
`

interface Office {
  /** Of the city. */
  name: string
  letterhead: Letterhead
  /** Address of the page that takes codes: `https://…/k/wuppertal`. */
  page: string
  /** ISO date. */
  today: string
}

function columnOf(tag: string, values: Readonly<Record<'city' | 'phone' | 'date', string>>) {
  const texts = textsIn(tag)
  const said = (text: string): string => fill(text, values)
  return {
    lang: tag.split('-')[0] ?? tag,
    dir: directionOf(tag),
    greeting: texts.greeting,
    lines: [texts.who, texts.what, texts.free].map(said),
    call: said(texts.call),
    scan: texts.scan,
    code: texts.code,
    valid: said(texts.valid),
  }
}

/** One page a letter, in the order of `letters`. */
export async function lettersPdf(
  db: StaffDb,
  roundId: string,
  letters: readonly PrintedLetter[],
  office: Office,
): Promise<Buffer> {
  const addresses = await addressesOf(db, roundId)
  const phone = (await roundHead(db, roundId))?.phone ?? ''
  const pages = letters.map(({ personId, language, code, expiresOn }, nth) => {
    const values = { city: office.name, phone, date: formatDate(expiresOn, 'de') }
    const url = `${office.page}/${code}`
    const other = letterLanguage(language)
    return {
      address: addresses.get(personId) ?? [],
      date: formatDate(office.today, 'de'),
      columns: (other === 'de' ? ['de'] : [other, 'de']).map((tag) => columnOf(tag, values)),
      code,
      url,
      entry: office.page.replace(/^https?:\/\//, ''),
      qr: `/qr-${nth}.png`,
    }
  })
  const files = Object.fromEntries(pages.map(({ qr, url }) => [qr, qrPng(url)]))
  const { name, letterhead } = office
  return renderPaper(TEMPLATE, { title: `Briefe: ${name}`, letterhead, files }, pages)
}
