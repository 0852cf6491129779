/** What all papers share, as a Typst module: fonts, page, letterhead, a text in its language. */
export const PAPER = `
#let data = json("/data.json")
#let head = json("/head.json")
#let ink = rgb("#171a2b")
#let quiet = rgb("#4f5670")
#let hairline = 0.5pt + rgb("#b9bfd1")
#let wash = rgb("#f1f3f9")

/// Everything within is read and set in that voice: (lang, dir).
#let speaking(voice, body) = {
  set text(lang: voice.lang, dir: if voice.dir == "rtl" { rtl } else { ltr })
  set align(start)
  body
}

/// Logo on the left, office and address on the right, a line beneath.
#let letterhead(head) = block(width: 100%, below: 7mm, stroke: (bottom: hairline), inset: (bottom: 3.5mm), {
  grid(columns: (1fr, auto), align: (left + horizon, right + horizon),
    if head.logo != none { image(head.logo, height: 15mm, fit: "contain", alt: "Logo: " + head.office) },
    {
      set text(size: 8pt, fill: quiet)
      set par(leading: 0.5em)
      par({
        text(size: 9.5pt, weight: "bold", fill: ink, head.office)
        for line in head.lines { linebreak(); line }
      })
    })
})

#let paper(margin: (x: 20mm, top: 15mm, bottom: 20mm), size: 10pt, header: none, footer: none, body) = {
  set text(font: ("Noto Sans", "Vazirmatn", "Noto Sans Ethiopic", "Noto Sans Georgian"), size: size, lang: "de", fill: ink)
  set page(paper: "a4", margin: margin, header: header, footer: footer)
  set par(leading: 0.62em, spacing: 0.9em)
  body
  set document(title: head.title, date: none)
}
`
