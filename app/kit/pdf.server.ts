/** Paper: Typst sets it, tagged and with the fonts of everybody's language. See decision 0017. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const require = createRequire(import.meta.url)

/** Noto, cut by script; Typst takes for each letter the first of them that has it. */
const FONTS = [
  require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-ethiopic/700Bold/NotoSansEthiopic_700Bold.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-georgian/400Regular/NotoSansGeorgian_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans-georgian/700Bold/NotoSansGeorgian_700Bold.ttf'),
]

let compiler: NodeCompiler | undefined

/** Made by the first page: fonts take a moment to read. */
function typst(): NodeCompiler {
  compiler ??= NodeCompiler.create({
    fontArgs: [{ fontPaths: FONTS.map((font) => dirname(font)) }],
  })
  return compiler
}

/**
 * Sets a template of ours. What people wrote never becomes a part of it: it goes in as `data`, which the template reads
 * with `json(bytes(sys.inputs.data))`. Throws what Typst says when the template is wrong.
 */
export function renderPdf(template: string, data: object): Buffer {
  const paper = typst()
  const pdf = paper.pdf({ mainFileContent: template, inputs: { data: JSON.stringify(data) } })
  paper.evictCache(10)
  return pdf
}

/** A PDF as an answer: shown or saved by the browser, kept by no cache. `name` without letters that a header minds. */
export const pdfResponse = (pdf: Buffer, name: string): Response =>
  new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
