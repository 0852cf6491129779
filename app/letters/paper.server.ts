/** Paper: Typst sets it, as PDF/UA-1 and with the fonts of everybody's language. See decisions 0017 and 0022. */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { type Letterhead, type Logo, letterheadLines } from './letterhead.ts'
import { PAPER } from './paper-template.ts'

const require = createRequire(import.meta.url)

/**
 * Typst takes for each letter the first of them that has it. Arabic is Vazirmatn: Noto draws its dots as glyphs of their own,
 * and the text of the PDF would hold each such letter twice.
 */
export const FONTS: readonly string[] = [
  require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  require.resolve('@expo-google-fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf'),
  require.resolve('@expo-google-fonts/vazirmatn/700Bold/Vazirmatn_700Bold.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-ethiopic/700Bold/NotoSansEthiopic_700Bold.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-georgian/400Regular/NotoSansGeorgian_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-georgian/700Bold/NotoSansGeorgian_700Bold.ttf'),
]

/** Exists nowhere: all a template can read is what is put there by name. */
const WORKSPACE = '/partizipation-letters'

let compiler: NodeCompiler | undefined

/** Made by the first page: fonts take a moment to read. */
function typst(): NodeCompiler {
  if (!compiler) {
    compiler = NodeCompiler.create({
      fontArgs: [{ fontPaths: FONTS.map((font) => dirname(font)) }],
      workspace: WORKSPACE,
    })
    compiler.addSource(join(WORKSPACE, 'paper.typ'), PAPER)
  }
  return compiler
}

/** How many papers later a line set once is forgotten, unless it was used again: fixed sentences are set once. */
const REMEMBERED = 20

export interface Paper {
  /** Of the document: what a reader announces it by. */
  title: string
  letterhead: Letterhead
}

/**
 * Sets a template of ours as PDF/UA-1. It begins with `#import "/paper.typ": *`, reads `data` and `head` from there and wraps
 * itself in `paper`. What people wrote never becomes a part of it: it goes in as a JSON file. Throws what Typst says when the template is wrong.
 */
export function renderPaper(template: string, { title, letterhead }: Paper, data: object): Buffer {
  const paper = typst()
  const { logo, office } = letterhead
  const logoPath = logo ? lay(paper, logo) : null
  const head = { title, office, lines: letterheadLines(letterhead), logo: logoPath && `/${logoPath}` }
  put(paper, 'data.json', data)
  put(paper, 'head.json', head)
  const pdf = paper.pdf({ mainFileContent: template }, { pdfStandard: 'ua-1' })
  if (logoPath) paper.unmapShadow(join(WORKSPACE, logoPath))
  paper.evictCache(REMEMBERED)
  return pdf
}

/**
 * Fatha, kasra, shadda and the other marks over Arabic letters, which a grown-up reads without: set as glyphs of their own, at
 * another height, they would put the letter under them into the PDF's text twice.
 */
const VOWEL_MARKS = /[\u064b-\u0652]/g

/** A file for the template, in place of the one of the paper before. */
const put = (paper: NodeCompiler, name: string, content: object): void =>
  paper.mapShadow(join(WORKSPACE, name), Buffer.from(JSON.stringify(content).replace(VOWEL_MARKS, '')))

/** Named by its content, so that another city's logo is never taken for it. */
function lay(paper: NodeCompiler, { kind, bytes }: Logo): string {
  const path = `${createHash('sha256').update(bytes).digest('hex')}.${kind}`
  paper.mapShadow(join(WORKSPACE, path), bytes)
  return path
}

/** A PDF as an answer: saved by the browser, kept by no cache. `name` without letters that a header minds. */
export const pdfResponse = (pdf: Buffer, name: string): Response =>
  new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
