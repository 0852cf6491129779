/** Paper: Typst sets it, as PDF/UA-1 and with the fonts of everybody's language. See decisions 0017 and 0022. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { type Letterhead, letterheadLines } from './letterhead.ts'
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

/**
 * Every fifteenth paper, what the last fifteen did not use is forgotten: fixed sentences stay set, memory stays as it is, and
 * looking through all that is remembered takes time.
 */
const FORGET = { every: 15, unusedFor: 1 } as const
let papers = 0

export interface Paper {
  /** Of the document: what a reader announces it by. */
  title: string
  letterhead: Letterhead
  /** Pictures and whatever else is taken byte for byte, by the name a template finds it under: `/qr.png`. */
  files?: Readonly<Record<string, Buffer>>
}

/**
 * Sets a template of ours as PDF/UA-1. It begins with `#import "/paper.typ": *`, reads `data` and `head` from there and wraps
 * itself in `paper`. What people wrote never becomes a part of it: it goes in as a JSON file. Throws what Typst says when the template is wrong.
 */
export function renderPaper(
  template: string,
  { title, letterhead, files = {} }: Paper,
  data: object,
): Buffer {
  const paper = typst()
  const { logo, office } = letterhead
  const head = { title, office, lines: letterheadLines(letterhead), logo: logo && `/logo.${logo.kind}` }
  const laid = new Map([
    ['/data.json', inJson(data)],
    ['/head.json', inJson(head)],
    ...Object.entries(files),
    ...(logo ? [[`/logo.${logo.kind}`, logo.bytes] as const] : []),
  ])
  for (const [name, content] of laid) paper.mapShadow(join(WORKSPACE, name), content)
  try {
    return paper.pdf({ mainFileContent: template }, { pdfStandard: 'ua-1' })
  } finally {
    for (const name of laid.keys()) paper.unmapShadow(join(WORKSPACE, name))
    papers += 1
    if (papers % FORGET.every === 0) paper.evictCache(FORGET.unusedFor)
  }
}

/**
 * Fatha, kasra, shadda and the other marks over Arabic letters, which a grown-up reads without: set as glyphs of their own, at
 * another height, they would put the letter under them into the PDF's text twice.
 */
const VOWEL_MARKS = /[\u064b-\u0652]/g

const inJson = (content: object): Buffer => Buffer.from(JSON.stringify(content).replace(VOWEL_MARKS, ''))

/** A PDF as an answer: saved by the browser, kept by no cache. `name` without letters that a header minds. */
export const pdfResponse = (pdf: Buffer, name: string): Response =>
  new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
