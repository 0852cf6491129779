/** The work plan in every language, read back from the PDF: its text, its tags, and that no letter is missing. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create } from 'fontkit'
import { describe, expect, it } from 'vitest'
import {
  CATALOGUE_LANGUAGES,
  type Catalogue,
  catalogueFor,
  sentencesOf,
} from '../../app/letters/catalogue.ts'
import { directionOf, fill } from '../../app/letters/language.ts'
import { plainLetterhead } from '../../app/letters/letterhead.ts'
import { FONTS } from '../../app/letters/paper.server.ts'
import { planPdf } from '../../app/letters/plan-paper.server.ts'
import texts from '../../app/outreach/letters/texts.json' with { type: 'json' }
import { examplePlan } from './example-plan.ts'
import { type Block, type ReadPaper, readPaper } from './read-paper.ts'

const read = (language: string, reviewed = false): Promise<ReadPaper> =>
  readPaper(planPdf({ ...examplePlan(language), reviewed }))

const lined = (blocks: readonly Block[]): string =>
  blocks.map(({ role, lang, text }) => `${role} ${lang} | ${text}\n`).join('')

const golden = (language: string): string =>
  fileURLToPath(new URL(`golden/plan-${language}.txt`, import.meta.url))

/** As it is read back: one kind of space, no marks for direction, and over Arabic letters no vowels. */
const asPrinted = (sentence: string): string =>
  sentence.replace(/[\u2066-\u2069\u064b-\u0652]/g, '').replace(/\s+/g, ' ')

/** Sentences of the plan as the example fills them, in a language. */
function expectedIn({ plan, signature, seal, letter, step, goal }: Catalogue): string[] {
  return [
    plan.title,
    fill(plan.version, { version: '2', date: '03.11.2026' }),
    plan.intro,
    fill(plan.rhythm, { weeks: '5' }),
    plan.voluntary,
    plan.change,
    plan.asWritten,
    plan.german,
    signature.title,
    fill(signature.place, { place: 'Wuppertal' }),
    fill(signature.signedAt, { date: '03.11.2026', time: '10:12' }),
    signature.typed,
    fill(signature.witness, { name: 'Jonas Weber' }),
    fill(signature.interpreter, { name: 'Selam Tesfay' }),
    seal.explain,
    letter.machineMade,
    goal.german,
    step['german-course'],
    step.childcare,
  ].map(asPrinted)
}

describe.each(CATALOGUE_LANGUAGES.filter((tag) => tag !== 'de'))('the plan in %s', (language) => {
  const lang = language.split('-')[0] ?? language

  it('says in both languages what the catalogues say, each block in its own', async () => {
    const { blocks } = await read(language)
    const say = (tag: string): string =>
      blocks
        .filter((one) => one.lang === tag)
        .map(({ text }) => text)
        .join('\n')
    for (const sentence of expectedIn(catalogueFor('de'))) expect(say('de')).toContain(sentence)
    for (const sentence of expectedIn(catalogueFor(language))) expect(say(lang)).toContain(sentence)
  })

  it('is the golden text', async () => {
    const { blocks } = await read(language)
    await expect(lined(blocks)).toMatchFileSnapshot(golden(language))
  })

  it('is PDF/UA-1: tagged, with a title that is shown, languages, headings in order and pictures with words', async () => {
    const paper = await read(language)
    expect(paper).toMatchObject({
      pages: 2,
      title: 'Arbeitsplan: Amina Yusuf',
      language: 'de',
      marked: true,
      displayTitle: true,
      uaPart: '1',
    })
    const headings = paper.blocks.filter(({ role }) => /^H\d$/.test(role))
    expect(headings.map(({ role }) => role).join(' ')).toMatch(/^H1 H1( H2)+$/)
    expect(new Set(headings.map((one) => one.lang))).toEqual(new Set(['de', lang]))
    expect(paper.blocks.filter(({ role }) => role === 'Figure').every(({ text }) => text.length > 5)).toBe(
      true,
    )
    expect(new Set(paper.blocks.map((one) => one.lang))).toEqual(new Set(['de', lang]))
    expect(paper.files).toEqual({ 'arbeitsplan.json': '{"plan":1}' })
  })
})

describe('the plan', () => {
  it('in German alone says everything once, and nothing of translations', async () => {
    const { blocks } = await read('de')
    const text = lined(blocks)
    await expect(text).toMatchFileSnapshot(golden('de'))
    const { plan, letter } = catalogueFor('de')
    for (const sentence of [letter.machineMade, plan.german, plan.asWritten])
      expect(text).not.toContain(sentence)
  })

  it('is marked as made by a machine until somebody has read the language', async () => {
    const { machineMade } = catalogueFor('fr').letter
    expect(lined((await read('fr')).blocks)).toContain(machineMade)
    expect(lined((await read('fr', true)).blocks)).not.toContain(machineMade)
  })

  it('shows free text in both columns as it was written, and cuts no long word', async () => {
    const { blocks } = await read('ar')
    const long = 'Berufsanerkennungsverfahren für Gesundheitsfachberufe bei der Bezirksregierung vorbereiten'
    expect(lined(blocks).split(long).length).toBe(3)
  })

  it('takes nothing that people write for markup', async () => {
    const evil = '#panic("x") *fett* `code` $x$ <b> \\ " \u202e {date} = Titel @ref // Ende'
    const paper = { ...examplePlan('en'), targetJob: evil, name: '#let x = 1' }
    const { blocks, title } = await readPaper(planPdf(paper))
    expect(lined(blocks)).toContain('#panic("x") *fett* `code` $x$ <b> \\ "')
    expect(title).toBe('Arbeitsplan: #let x = 1')
  })

  it('carries a file byte for byte, whatever is printed', async () => {
    const content = JSON.stringify({ name: 'مُحَمَّد', text: '\u2068a\u2069 \u00a0"\\\\' })
    const { files } = await readPaper(
      planPdf({ ...examplePlan('ar'), attachment: { name: 'plan.json', content } }),
    )
    expect(files).toEqual({ 'plan.json': content })
  })

  it('leaves room to sign, or has neither signatures nor seal while it is a draft', async () => {
    const { signature, seal, plan } = catalogueFor('de')
    const open = lined((await readPaper(planPdf({ ...examplePlan('en'), signatures: [] }))).blocks)
    expect(open.split(`${signature.placeDate} ·`).length).toBe(3)
    const draft = lined((await readPaper(planPdf({ ...examplePlan('en'), draft: true }))).blocks)
    expect(draft).toContain(plan.draft)
    for (const title of [signature.title, seal.title]) expect(draft).not.toContain(title)
  })

  it('never carries the letterhead of the paper before', async () => {
    const first = { ...examplePlan('en'), letterhead: plainLetterhead('Stadt Wuppertal') }
    const second = { ...examplePlan('en'), letterhead: plainLetterhead('Stadt Solingen') }
    planPdf(first)
    expect(lined((await readPaper(planPdf(second))).blocks)).not.toContain('Wuppertal,')
  })
})

describe('the fonts', () => {
  const fonts = FONTS.filter((path) => path.includes('400Regular')).map((path) => create(readFileSync(path)))
  /** Marks for direction and joining are drawn by nobody. */
  const INVISIBLE = /[\u200b-\u200f\u2066-\u2069\s]/
  const missing = (text: string): string[] =>
    [...new Set(text)].filter(
      (letter) =>
        !INVISIBLE.test(letter) &&
        !fonts.some(
          (font) => 'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0),
        ),
    )

  it.each(CATALOGUE_LANGUAGES)('have every letter of the catalogue in %s', (tag) => {
    const sentences = sentencesOf(catalogueFor(tag)).map(([, sentence]) => sentence)
    expect(missing(sentences.join(''))).toEqual([])
  })

  it.each(Object.entries(texts))('have every letter of a letter in %s', (_, said) =>
    expect(missing(Object.values(said).join(''))).toEqual([]),
  )

  it('are found wanting where they are', () => expect(missing('漢a')).toEqual(['漢']))

  it('draw each letter of the languages from the right once: the PDF would say it twice', () => {
    const arabic = fonts.find(
      (font) => 'postscriptName' in font && font.postscriptName.startsWith('Vazirmatn'),
    )
    if (!arabic || !('layout' in arabic)) throw new Error('No font for Arabic')
    const words = CATALOGUE_LANGUAGES.filter((tag) => directionOf(tag) === 'rtl').flatMap((tag) =>
      sentencesOf(catalogueFor(tag)).flatMap(
        ([, sentence]) => asPrinted(sentence).match(/[\u0620-\u06ff]+/g) ?? [],
      ),
    )
    expect(words.length).toBeGreaterThan(1000)
    expect(words.filter((word) => arabic.layout(word).glyphs.length > [...word].length)).toEqual([])
  })
})
