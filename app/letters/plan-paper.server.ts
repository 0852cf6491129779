/** The work plan on paper: German and the client's language side by side, signed or with room to sign. */
import { formatDate, onTheWall } from '../kit/format.ts'
import { DRAWING_BOX } from '../work-plans/rules/drawing.ts'
import { type Catalogue, type CatalogueLanguage, catalogueFor, catalogueLanguage } from './catalogue.ts'
import { directionOf, fill } from './language.ts'
import type { Letterhead } from './letterhead.ts'
import { renderPaper } from './paper.server.ts'
import { PLAN } from './plan-template.ts'
import { qrPng } from './qr.ts'
import { isolate } from './rules/direction.ts'

/** A sentence of the plan. */
export interface Said {
  de: string
  /** From a catalogue; null = free text, shown only as it was written. */
  translated: string | null
}

export interface PaperSignature {
  party: 'client' | 'worker'
  name: string
  method: 'drawn' | 'typed' | 'paper'
  /** SVG path data in DRAWING_BOX. */
  drawing: string | null
  witness: string | null
  interpreter: string | null
  place: string | null
  /** ISO instant. */
  signedAt: string
  byLink: boolean
}

export interface PaperStep {
  what: Said
  who: 'client' | 'worker' | 'partner' | 'employer'
  /** ISO date; null = as it comes. */
  until: string | null
  evidence: string | null
}

export interface PlanPaper {
  city: string
  letterhead: Letterhead
  /** BCP 47 of the client; 'de' = German alone. */
  language: string
  /** The sentences in this language were read by a native speaker. */
  reviewed: boolean
  name: string
  version: number
  /** ISO date. */
  madeOn: string
  /** Not yet for signing: neither signatures nor a code to check it by. */
  draft: boolean
  targetJob: string
  rhythmWeeks: number | null
  goals: { what: Said; steps: PaperStep[] }[]
  signatures: PaperSignature[]
  /** 64 hexadecimal digits. */
  hash: string
  checkUrl: string
  /** Goes into the PDF as a file, byte for byte. */
  attachment: { name: string; content: string } | null
}

/** Both languages of something, German first; German alone has one. */
type Both<T = string> = readonly T[]

interface Words {
  text: string
  /** Where it is not the language of its column. */
  lang: 'de' | null
  /** A hyphen at the end of a line would stand at its wrong side in a column that runs from the right. */
  hyphenate: boolean
}

interface Voice {
  tag: CatalogueLanguage
  says: Catalogue
}

export function planPdf(paper: PlanPaper): Buffer {
  const client = catalogueLanguage(paper.language)
  const tags: CatalogueLanguage[] = client === 'de' ? ['de'] : ['de', client]
  const voices = tags.map((tag) => ({ tag, says: catalogueFor(tag) }))
  const title = `${catalogueFor('de').plan.title}: ${paper.name}`
  const { letterhead, attachment } = paper
  const files = {
    ...(paper.draft ? {} : { '/qr.png': qrPng(paper.checkUrl) }),
    ...(attachment ? { '/attachment': Buffer.from(attachment.content, 'utf8') } : {}),
  }
  return renderPaper(PLAN, { title, letterhead, files }, sheetOf(paper, voices))
}

const day = (date: string): string => formatDate(date, 'de')

/** What the template sets; every sentence is filled here. */
function sheetOf(paper: PlanPaper, voices: readonly Voice[]) {
  const each = <T>(say: (says: Catalogue) => T): Both<T> => voices.map(({ says }) => say(says))
  const { version, name, madeOn } = paper
  const versions = each(({ plan }) => fill(plan.version, { version: String(version), date: day(madeOn) }))
  const bilingual = voices.length > 1
  return {
    voices: voices.map(({ tag }) => ({ lang: tag.split('-')[0], dir: directionOf(tag) })),
    title: each(({ plan }) => plan.title),
    name: each(({ plan }) => fill(plan.of, { name })),
    version: versions,
    draft: paper.draft ? each(({ plan }) => plan.draft) : null,
    machineMade: bilingual && !paper.reviewed ? each(({ letter }) => letter.machineMade) : null,
    intro: each(({ plan }) => plan.intro),
    target: {
      label: each(({ plan }) => plan.target),
      what: paper.targetJob,
    },
    goals: paper.goals.map((goal, at) => goalOf(goal, at, voices)),
    sentences: sentencesOf(paper, each),
    signatures: paper.draft ? null : signaturesOf(paper, each),
    seal: paper.draft ? null : sealOf(paper, each),
    foot: {
      name: `${catalogueFor('de').plan.title} · ${name} · ${versions[0]}`,
      seal: `${catalogueFor('de').seal.title} ${inFours(paper.hash).slice(0, 19)} …`,
      page: each(({ letter }) => letter.page),
    },
    attachment: paper.attachment && { name: paper.attachment.name, description: versions[0] },
  }
}

/** Free text is the German one in every column: never translated, and never left out. */
const written = ({ de, translated }: Said, voices: readonly Voice[]): Words[] =>
  voices.map(({ tag }, at) => {
    const fromRight = directionOf(tag) === 'rtl'
    if (at > 0 && translated === null)
      return { text: fromRight ? isolate(de) : de, lang: 'de', hyphenate: !fromRight }
    return { text: at === 0 || translated === null ? de : translated, lang: null, hyphenate: true }
  })

const goalOf = ({ what, steps }: PlanPaper['goals'][number], at: number, voices: readonly Voice[]) => ({
  what: written(what, voices).map((words, nth) => ({
    label: fill((voices[nth]?.says ?? catalogueFor('de')).plan.goal, { number: String(at + 1) }),
    what: words,
  })),
  steps: steps.map((step, nth) => stepOf(step, nth, voices)),
})

const stepOf = ({ what, who, until, evidence }: PaperStep, nth: number, voices: readonly Voice[]) =>
  written(what, voices).map((words, at) => {
    const { plan } = voices[at]?.says ?? catalogueFor('de')
    return {
      number: `${nth + 1}.`,
      what: words,
      facts: [plan.who[who], until ? fill(plan.until, { date: day(until) }) : plan.openEnd].join(' · '),
      evidence: evidence === null ? null : fill(plan.evidence, { evidence }),
    }
  })

type Each = <T>(say: (says: Catalogue) => T) => Both<T>

function sentencesOf({ rhythmWeeks, goals }: PlanPaper, each: Each): Both[] {
  const isFree = goals.some(({ what, steps }) =>
    [what, ...steps.map((step) => step.what)].some(({ translated }) => translated === null),
  )
  const german = each(({ plan }) => plan.german)
  return [
    ...(rhythmWeeks === null ? [] : [each(({ plan }) => fill(plan.rhythm, { weeks: String(rhythmWeeks) }))]),
    each(({ plan }) => plan.voluntary),
    each(({ plan }) => plan.change),
    ...(german.length > 1 && isFree ? [each(({ plan }) => plan.asWritten)] : []),
    ...(german.length > 1 ? [german] : []),
  ]
}

const PARTIES = ['client', 'worker'] as const

const signaturesOf = ({ signatures }: PlanPaper, each: Each) => ({
  title: each(({ signature }) => signature.title),
  labels: [each(({ signature }) => signature.name), each(({ signature }) => signature.placeDate)],
  parties: PARTIES.map((party) => {
    const found = signatures.find((one) => one.party === party)
    return { party: each(({ signature }) => signature[party]), signed: found ? signedBy(found, each) : null }
  }),
})

function signedBy(one: PaperSignature, each: Each) {
  const { date, time } = onTheWall(one.signedAt)
  const drawn = one.method === 'drawn' && one.drawing !== null
  return {
    name: one.name,
    drawing: drawn ? drawingOf(one.drawing) : null,
    alt: `${catalogueFor('de').signing.field}: ${one.name}`,
    facts: each(({ signature }) => [
      ...(one.place === null ? [] : [fill(signature.place, { place: one.place })]),
      fill(signature.signedAt, { date: day(date), time }),
      ...(one.method === 'typed' ? [signature.typed] : []),
      ...(one.method === 'paper' ? [signature.onPaper] : []),
      ...(one.byLink ? [signature.byLink] : []),
      ...(one.witness === null ? [] : [fill(signature.witness, { name: one.witness })]),
      ...(one.interpreter === null ? [] : [fill(signature.interpreter, { name: one.interpreter })]),
    ]),
  }
}

/** The path holds moves and lines only: see `isDrawing`. */
const drawingOf = (path: string | null): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${DRAWING_BOX.width} ${DRAWING_BOX.height}"><path d="${path}" fill="none" stroke="#1b2a5e" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>`

const sealOf = ({ hash, checkUrl }: PlanPaper, each: Each) => ({
  title: each(({ seal }) => seal.title),
  explain: each(({ seal }) => seal.explain),
  hash: inFours(hash),
  url: checkUrl,
})

const inFours = (hex: string): string => hex.match(/.{1,4}/g)?.join(' ') ?? ''
