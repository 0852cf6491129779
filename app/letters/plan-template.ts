/** The work plan as a page: both languages of one goal at the same height, German first. Data: `Sheet` in plan-paper.server.ts. */
export const PLAN = String.raw`
#import "/paper.typ": *

#let alone = data.voices.len() == 1
#let gap = 8mm
#let column = if alone { 170mm } else { 81mm }

/// One row: each language in its column.
#let row(cells, form, above: 2.4mm, below: 2.4mm, sticky: false) = block(above: above, below: below, sticky: sticky,
  stack(dir: ltr, spacing: gap, ..cells.enumerate().map(((at, cell)) =>
    block(width: column, speaking(data.voices.at(at), form(cell, at))))))

/// What is not translated stands in the other column as it was written.
#let written(words, at) = if words.voice == at { words.text } else { text(lang: data.voices.at(words.voice).lang, words.text) }

#let small(body) = text(size: 8pt, fill: quiet, body)
#let title(level, body, at) = heading(level: level, bookmarked: at == 0, outlined: at == 0, body)
#let note(cells, above: 4mm) = block(above: above, below: 4mm, width: 100%, fill: wash, radius: 1.5mm, inset: (x: 4mm, y: 2.6mm),
  for (at, cell) in cells.enumerate() { speaking(data.voices.at(at), par(cell)) })

#show heading: it => block(above: 0pt, below: 0pt, sticky: true, it.body)
#show heading.where(level: 1): set text(size: 21pt)
#show heading.where(level: 2): set text(size: 11.5pt)

#let foot = data.foot
#show: paper.with(
  header: context if counter(page).get().first() > 1 {
    set text(size: 8pt, fill: quiet)
    block(width: 100%, stroke: (bottom: hairline), inset: (bottom: 1.6mm), [#foot.name #h(1fr) #head.office])
  },
  footer: context {
    set text(size: 8pt, fill: quiet)
    let pages = (str(counter(page).get().first()), str(counter(page).final().first()))
    block(width: 100%, stroke: (top: hairline), inset: (top: 1.6mm), {
      foot.seal
      h(1fr)
      for (at, page) in foot.page.enumerate() {
        if at > 0 [ · ]
        text(lang: data.voices.at(at).lang, page.replace("{page}", pages.first()).replace("{pages}", pages.last()))
      }
    })
  })
#set text(hyphenate: true)

#letterhead()
#row(data.title, (words, at) => title(1, words, at), below: 2.6mm)
#row(data.name, (words, at) => text(size: 12pt, weight: "bold", words), below: 2mm)
#row(data.version, (words, at) => small(words), below: 4mm)
#if data.draft != none { note(data.draft.map(strong)) }
#if data.machineMade != none { note(data.machineMade.map(small)) }
#row(data.intro, (words, at) => words, below: 5mm)

#block(width: 100%, above: 0pt, below: 7mm, stroke: (left: 1.2mm + ink), inset: (left: 4mm, y: 0.6mm), {
  for (at, words) in data.target.label.enumerate() { if at > 0 { small[ · ] }; small(text(lang: data.voices.at(at).lang, words)) }
  for (at, words) in data.target.what.enumerate() {
    if words.voice == at { block(above: 2.2mm, below: 0pt, width: 100%, speaking(data.voices.at(at), text(size: 14pt, weight: "bold", words.text))) }
  }
})

#for goal in data.goals {
  row(goal.what, above: 6.5mm, below: 2.8mm, sticky: true, (words, at) => title(2, {
    small(goal.label.at(at))
    linebreak()
    written(words, at)
  }, at))
  for step in goal.steps {
    row(step, (one, at) => terms(hanging-indent: 5.5mm, separator: h(2mm), terms.item(one.number, {
      written(one.what, at)
      linebreak()
      small({
        one.facts
        if one.evidence != none { linebreak(); one.evidence }
      })
    })))
  }
}

#block(above: 8mm, below: 0pt, width: 100%, stroke: (top: hairline), inset: (top: 3.2mm), {
  set text(size: 9pt)
  for sentence in data.sentences { row(sentence, (words, at) => words, above: 1.7mm, below: 1.7mm) }
})

#let inTurn(cells, form) = for (at, cell) in cells.enumerate() {
  block(above: 1.2mm, below: 1.2mm, width: 100%, speaking(data.voices.at(at), form(cell)))
}
#let ruled(room, below) = block(above: 0pt, below: 1.4mm, width: 100%, { v(room); line(length: 100%, stroke: hairline); v(-0.6mm); below })
#let joined(cells) = for (at, cell) in cells.enumerate() {
  if at > 0 [ · ]
  text(lang: data.voices.at(at).lang, cell)
}
#let unsigned(labels) = {
  ruled(17mm, none)
  stack(dir: ltr, spacing: 5mm, ..(labels.name, labels.placeDate).map(label =>
    block(width: 38mm, ruled(9mm, small(joined(label))))))
}
#let signed(one) = {
  block(above: 0pt, below: 0pt, height: 17mm, width: 100%, align(bottom + left, if one.drawing != none {
    image(bytes(one.drawing), format: "svg", height: 16mm, alt: one.alt)
  } else { text(size: 13pt, one.name) }))
  block(above: 0.6mm, below: 1.8mm, width: 100%, stroke: (top: hairline), inset: (top: 1.4mm), strong(one.name))
  inTurn(one.facts, lines => small(lines.join(linebreak())))
}

#if data.signatures != none {
  block(breakable: false, width: 100%, above: 8mm, {
    row(data.signatures.title, (words, at) => title(2, words, at), below: 3mm)
    stack(dir: ltr, spacing: gap, ..data.signatures.parties.map(one => block(width: 81mm, {
      inTurn(one.party, words => small(strong(words)))
      if one.signed == none { unsigned(data.signatures.labels) } else { signed(one.signed) }
    })))
  })
}

#if data.seal != none {
  block(breakable: false, width: 100%, above: 7mm, fill: wash, radius: 1.5mm, inset: 4mm, stack(dir: ltr, spacing: 5mm,
    image(bytes(data.seal.qr.pixels), format: (encoding: "luma8", width: data.seal.qr.side, height: data.seal.qr.side),
      scaling: "pixelated", width: 25mm, alt: data.seal.url),
    block(width: 132mm, {
      inTurn(data.seal.title, words => strong(words))
      inTurn(data.seal.explain, words => small(words))
      block(above: 2mm, below: 1.2mm, text(size: 8pt, hyphenate: false, data.seal.hash))
      block(above: 1.2mm, below: 0pt, text(size: 8pt, hyphenate: false, data.seal.url))
    })))
}

#if data.attachment != none {
  pdf.attach(data.attachment.name, bytes(data.attachment.content), relationship: "data",
    mime-type: "application/json", description: data.attachment.description)
}
`
