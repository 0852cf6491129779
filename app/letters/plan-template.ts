/**
 * The work plan as a page: both languages of one goal at the same height, German first. Data: `sheetOf` in plan-paper.server.ts.
 * Typst remembers what a function made of its arguments: so each gets all it needs, none looks at the whole, and a
 * sentence that stands in a thousand plans is set once.
 */
export const PLAN = `
#import "/paper.typ": *

/// One row: each language in its column.
#let row(voices, cells, form, above: 2.4mm, below: 2.4mm, sticky: false) = {
  let width = if voices.len() == 1 { 170mm } else { 81mm }
  block(above: above, below: below, sticky: sticky, stack(dir: ltr, spacing: 8mm,
    ..cells.enumerate().map(((at, cell)) => block(width: width, speaking(voices.at(at), form(cell, at))))))
}
#let beneath(voices, cells, form) = for (at, cell) in cells.enumerate() {
  block(above: 1.7mm, below: 1.7mm, width: 100%, speaking(voices.at(at), form(cell)))
}
#let joined(voices, cells) = for (at, cell) in cells.enumerate() {
  if at > 0 [ · ]
  text(lang: voices.at(at).lang, cell)
}
#let plain(words, at) = par(words)
#let small(body) = text(size: 8pt, fill: quiet, body)
#let small-par(body) = par(small(body))
#let title(level, body, at) = heading(level: level, bookmarked: at == 0, outlined: at == 0, body)

/// What is not translated stands in the other column as it was written.
#let written(words) = if words.lang == none { words.text } else {
  text(lang: words.lang, hyphenate: words.hyphenate, words.text)
}

#let note(voices, cells) = block(above: 4mm, below: 4mm, width: 100%, fill: wash, radius: 1.5mm, inset: (x: 4mm, y: 2.6mm),
  beneath(voices, cells, small-par))

#let target(voices, label, what) = block(width: 100%, above: 0pt, below: 7mm, stroke: (left: 1.2mm + ink), inset: (left: 4mm, y: 0.6mm), {
  small-par(joined(voices, label))
  block(above: 2.2mm, below: 0pt, width: 100%, par(text(size: 14pt, weight: "bold", what)))
})

/// What stands in many plans is set apart from who and when.
#let step-what(number, what) = terms(hanging-indent: 6mm, separator: none, terms.item(box(width: 6mm, number), written(what)))
#let step-fact(body) = par(hanging-indent: 6mm, { h(6mm); small(body) })
#let step(one, at) = {
  set block(spacing: 1.7mm)
  set par(spacing: 1.7mm)
  step-what(one.number, one.what)
  step-fact(one.facts)
  if one.evidence != none { step-fact(one.evidence) }
}
#let goal-title(one, at) = title(2, { small(one.label); linebreak(); written(one.what) }, at)
#let goal(voices, one) = {
  row(voices, one.what, goal-title, above: 6.5mm, below: 3mm, sticky: true)
  for cells in one.steps { row(voices, cells, step, above: 3mm, below: 3mm) }
}

#let sentences(voices, all) = block(breakable: false, above: 8mm, below: 0pt, width: 100%, stroke: (top: hairline), inset: (top: 3.2mm), {
  set text(size: 9pt)
  for cells in all { row(voices, cells, plain, above: 2mm, below: 2mm) }
})

#let ruled(room, below) = block(above: 0pt, below: 1.4mm, width: 100%, { v(room); line(length: 100%, stroke: hairline); v(-0.6mm); below })
#let unsigned(voices, labels) = {
  ruled(17mm, none)
  stack(dir: ltr, spacing: 5mm, ..labels.map(label => block(width: 38mm, ruled(9mm, small-par(joined(voices, label))))))
}
#let lines(facts) = small-par(facts.join(linebreak()))
#let signed(voices, one) = {
  block(above: 0pt, below: 0pt, height: 17mm, width: 100%, align(bottom + left,
    if one.drawing == none { par(text(size: 13pt, one.name)) }
    else { image(bytes(one.drawing), format: "svg", height: 16mm, alt: one.alt) }))
  block(above: 0.6mm, below: 1.8mm, width: 100%, stroke: (top: hairline), inset: (top: 1.4mm), par(strong(one.name)))
  beneath(voices, one.facts, lines)
}
#let party(voices, labels, one) = block(width: 81mm, {
  small-par(strong(joined(voices, one.party)))
  if one.signed == none { unsigned(voices, labels) } else { signed(voices, one.signed) }
})
#let section-title(words, at) = title(2, words, at)
#let signatures(voices, all) = block(breakable: false, width: 100%, above: 8mm, {
  row(voices, all.title, section-title, below: 3mm)
  stack(dir: ltr, spacing: 8mm, ..all.parties.map(one => party(voices, all.labels, one)))
})

#let seal(voices, one) = block(breakable: false, width: 100%, above: 7mm, fill: wash, radius: 1.5mm, inset: 4mm,
  stack(dir: ltr, spacing: 5mm,
    image("/qr.png", width: 25mm, scaling: "pixelated", alt: one.url),
    block(width: 132mm, {
      par(strong(joined(voices, one.title)))
      beneath(voices, one.explain, small-par)
      block(above: 2mm, below: 1.2mm, par(text(size: 8pt, hyphenate: false, one.hash)))
      block(above: 1.2mm, below: 0pt, par(text(size: 8pt, hyphenate: false, one.url)))
    })))

#show heading: it => block(above: 0pt, below: 0pt, sticky: true, it.body)
#show heading.where(level: 1): set text(size: 21pt)
#show heading.where(level: 2): set text(size: 11.5pt)

/// What header and footer say stands in the text: as a part of the page's style it would make every line a new one.
#let on-paper() = query(<on-paper>).first().value
#show: paper.with(
  header: context if counter(page).get().first() > 1 {
    set text(size: 8pt, fill: quiet)
    block(width: 100%, stroke: (bottom: hairline), inset: (bottom: 1.6mm), [#on-paper().name #h(1fr) #on-paper().office])
  },
  footer: context {
    set text(size: 8pt, fill: quiet)
    let (seal, page: said, voices) = on-paper()
    let (page, pages) = (str(counter(page).get().first()), str(counter(page).final().first()))
    block(width: 100%, stroke: (top: hairline), inset: (top: 1.6mm), {
      seal
      h(1fr)
      joined(voices, said.map(words => words.replace("{page}", page).replace("{pages}", pages)))
    })
  })
#set text(hyphenate: true, costs: (hyphenation: 250%))
#metadata((..data.foot, voices: data.voices, office: head.office)) <on-paper>

#let voices = data.voices
#letterhead(head)
#row(voices, data.title, (words, at) => title(1, words, at), below: 2.8mm)
#row(voices, data.name, (words, at) => par(text(size: 12pt, weight: "bold", words)), below: 2mm)
#row(voices, data.version, (words, at) => par(small(words)), below: 4mm)
#if data.draft != none { note(voices, data.draft.map(strong)) }
#if data.machineMade != none { note(voices, data.machineMade) }
#row(voices, data.intro, plain, below: 5mm)
#target(voices, data.target.label, data.target.what)
#for one in data.goals { goal(voices, one) }
#sentences(voices, data.sentences)
#if data.signatures != none { signatures(voices, data.signatures) }
#if data.seal != none { seal(voices, data.seal) }
#if data.attachment != none {
  pdf.attach(data.attachment.name, read("/attachment", encoding: none), relationship: "data",
    mime-type: "application/json", description: data.attachment.description)
}
`
