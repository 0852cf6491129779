/** The walk list on paper: house by house, with room to write. */
import { formatDate, formatShortDate, formatSpan } from '../../kit/format.ts'
import type { Translate } from '../../kit/words.ts'
import type { Letterhead } from '../../letters/letterhead.ts'
import { renderPaper } from '../../letters/paper.server.ts'
import type { Door } from '../queries.server.ts'
import { houseNames } from '../rules.ts'
import type { RoundHead } from './queries.server.ts'

const TEMPLATE = `
#import "/paper.typ": *
#let d = data
#show heading: it => block(above: 0pt, below: 0pt, sticky: true, it.body)
#show: paper.with(margin: (x: 16mm, top: 24mm, bottom: 18mm),
  header: grid(columns: (1fr, auto), text(size: 9pt)[#d.name · #d.dates], text(size: 9pt, weight: "bold", upper(d.confidential))),
  footer: grid(columns: (1fr, auto), text(size: 8pt, d.footer), text(size: 9pt, context [#counter(page).display() / #counter(page).final().first()])))
#letterhead(head)
#heading(level: 1, text(size: 17pt, d.name))
#v(3mm)
#grid(columns: (auto, 1fr), column-gutter: 6mm, row-gutter: 0.55em, ..d.facts.map(f => (text(fill: quiet, f.term), f.value)).flatten())
#if d.instructions != "" { block(width: 100%, inset: 8pt, stroke: hairline, radius: 2pt, d.instructions) }
#for house in d.houses {
  block(breakable: house.people.len() > 8, width: 100%, above: 1.4em, {
    heading(level: 2)[#text(size: 12pt, house.name) #text(size: 10pt, weight: "regular", fill: quiet, house.count)]
    v(0.5em)
    grid(columns: (55mm, 42mm, 1fr), stroke: (x, y) => (bottom: hairline, top: if y == 0 { hairline }), inset: (x: 3pt, y: 7pt),
      ..house.people.map(p => (strong(p.name), text(size: 8pt, p.marks), h(1fr))).flatten())
  })
}
`

/** People still to be visited, with the marks of the last visits; a house without any is left out. */
export function walkListPdf(
  head: RoundHead,
  doors: readonly Door[],
  letterhead: Letterhead,
  today: string,
  t: Translate,
): Buffer {
  const open = doors
    .map((door) => ({ ...door, people: door.people.filter(({ state }) => state === 'open') }))
    .filter(({ people }) => people.length > 0)
  const names = houseNames(open)
  const count = open.reduce((sum, { people }) => sum + people.length, 0)
  return renderPaper(
    TEMPLATE,
    { title: head.name, letterhead },
    {
      name: head.name,
      dates: formatSpan(head.fromOn, head.untilOn, 'de', today),
      confidential: t('outreach:paper.confidential'),
      footer: t('outreach:paper.footer', { date: formatDate(today, 'de') }),
      facts: [
        { term: t('outreach:round.walkers'), value: head.walkers.join(', ') },
        { term: t('outreach:paper.doors'), value: t('outreach:paper.count', { houses: open.length, count }) },
      ],
      instructions: head.instructions,
      houses: open.map(({ people }, at) => ({
        name: names[at] ?? '',
        count: t('outreach:street.names', { count: people.length }),
        people: people.map(({ familyName, givenName, visits }) => ({
          name: givenName ? `${familyName}, ${givenName}` : familyName,
          marks: visits
            .map(({ on, outcome }) => `${formatShortDate(on, 'de', today)} ${t(`outreach:mark.${outcome}`)}`)
            .join(' · '),
        })),
      })),
    },
  )
}
