import type { ResidenceStatus } from '../../permits/statuses.ts'
import { fold } from './text.ts'

const words = (text: string): Set<string> => new Set(text.split(' ').map(fold))

const TITLE = 'ae at aufenthaltserlaubnis aufenthaltstitel titel'
const SETTLED = 'ne niederlassungserlaubnis niederlassung at aufenthaltstitel titel unbefristet'
const TOLERATED = 'duldung geduldet bescheinigung aussetzung abschiebung'

/** Words that may stand beside the paragraph without changing what it says; any other word makes it unknown. */
const BESIDE: Partial<Record<ResidenceStatus, Set<string>>> = {
  ankunftsnachweis: words('ankunftsnachweis büma'),
  gestattung: words('gestattung aufenthaltsgestattung'),
  duldung: words(TOLERATED),
  'duldung-60b': words(`${TOLERATED} ungeklärte ungeklärter identität personen`),
  ausbildungsduldung: words(`${TOLERATED} ausbildungsduldung ausbildung`),
  beschaeftigungsduldung: words(`${TOLERATED} beschäftigungsduldung beschäftigung`),
  'chance-104c': words(
    `${TITLE} chancen chancenaufenthalt chancenaufenthaltsrecht aufenthaltsrecht aufenthalt`,
  ),
  fiktion: words('fiktion fiktionsbescheinigung fiktionswirkung bescheinigung'),
  niederlassung: words(SETTLED),
  'ne-26-3-5j': words(SETTLED),
  'ne-26-3-3j': words(SETTLED),
  'ne-26-4': words(SETTLED),
}
const BESIDE_TITLE = words(
  `${TITLE} flüchtling flüchtlinge flüchtlingseigenschaft subsidiär subsidiärer schutz gfk
  asylberechtigt abschiebungsverbot vorübergehender ukraine`.replace(/\s+/g, ' '),
)
const FILLERS = words(
  'aufenthg asylg asylvfg aufenthaltsgesetz asylgesetz absatz abs nach gem gemäß gemäss im sinne der des und für mit',
)

/** Statuses named without a paragraph, as the whole cell. */
const NAMES = new Map<string, ResidenceStatus>(
  (
    [
      ['ankunftsnachweis', 'Ankunftsnachweis|BüMA'],
      ['gestattung', 'Gestattung|Aufenthaltsgestattung|gestattet'],
      ['duldung', 'Duldung|geduldet'],
      [
        'duldung-60b',
        'Duldung light|Duldung für Personen mit ungeklärter Identität|Duldung ungeklärte Identität',
      ],
      ['ausbildungsduldung', 'Ausbildungsduldung'],
      ['beschaeftigungsduldung', 'Beschäftigungsduldung'],
      ['chance-104c', 'Chancenaufenthalt|Chancen-Aufenthaltsrecht|Chancenaufenthaltserlaubnis'],
      ['fiktion', 'Fiktion|Fiktionsbescheinigung'],
      ['niederlassung', 'Niederlassungserlaubnis|Niederlassung|NE'],
      ['ae-24', 'vorübergehender Schutz'],
      ['ae-25-1', 'asylberechtigt|Asylberechtigter|Asylberechtigte|Asylanerkennung'],
      [
        'ae-25-2-fluechtling',
        'Flüchtlingseigenschaft|anerkannter Flüchtling|Flüchtlingsanerkennung|GFK-Flüchtling',
      ],
      ['ae-25-2-subsidiaer', 'subsidiärer Schutz|subsidiär geschützt|subsidiär Schutzberechtigter'],
      ['ae-25-3', 'Abschiebungsverbot'],
    ] as const
  ).flatMap(([status, names]) => names.split('|').map((name) => [fold(name), status] as const)),
)

const SENTENCE =
  /\b(?:satz|s\.|hs\.|halbsatz|nr\.?|nummer|var\.?|alt\.?|alternative)\s*\d+\w?|\b\d\.\s*(?:alt|var|hs)\w*\.?/g
const REFERENCE =
  /§{0,2}\s*\b(\d{1,3}(?:\s?[a-d])?)\b(?:\s*(?:abs(?:atz)?\.?\s*|\(\s*)(\d{1,2}(?:\s?[ab])?|[iv]{1,3})\b\)?|\s+([iv]{1,3})\b)?/g
const ROMAN: Record<string, string> = { i: '1', ii: '2', iii: '3', iv: '4', v: '5', vi: '6' }

type Reference = { paragraph: string; absatz: string }

const BY_PARAGRAPH: Record<string, ResidenceStatus> = {
  '9': 'niederlassung',
  '19d': 'ae-19d',
  '24': 'ae-24',
  '25a': 'ae-25a',
  '25b': 'ae-25b',
  '55': 'gestattung',
  '60a': 'duldung',
  '60b': 'duldung-60b',
  '60c': 'ausbildungsduldung',
  '60d': 'beschaeftigungsduldung',
  '63': 'gestattung',
  '63a': 'ankunftsnachweis',
  '81': 'fiktion',
  '104a': 'ae-104a',
  '104c': 'chance-104c',
}
const BY_ABSATZ: Record<string, ResidenceStatus> = {
  '23-1': 'ae-23-1',
  '25-1': 'ae-25-1',
  '25-2': 'ae-25-2',
  '25-3': 'ae-25-3',
  '25-4': 'ae-25-4',
  '25-4a': 'ae-25-4a',
  '25-4b': 'ae-25-4b',
  '25-5': 'ae-25-5',
  '25b-6': 'ae-25b-6',
  '26-3': 'niederlassung',
  '26-4': 'ne-26-4',
}
const ASYLUM_LAW = new Set(['55', '63', '63a'])

const ofReference = ({ paragraph, absatz }: Reference): ResidenceStatus | null =>
  BY_ABSATZ[`${paragraph}-${absatz}`] ?? BY_PARAGRAPH[paragraph] ?? null

/** The kinds of § 25 Abs. 2 and § 26 Abs. 3, where the cell says which. */
function refine(status: ResidenceStatus, text: string): ResidenceStatus {
  if (status === 'ae-25-2') {
    if (/subsid|alt\w*\.?\s*2|\b2\.\s*alt/.test(text)) return 'ae-25-2-subsidiaer'
    return /flüchtl|gfk|alt\w*\.?\s*1|\b1\.\s*alt/.test(text) ? 'ae-25-2-fluechtling' : status
  }
  if (status !== 'niederlassung' || !/\b26\b/.test(text)) return status
  const sentence = /\b(?:satz|s\.)\s*([13])/.exec(text)?.[1]
  return sentence === undefined ? status : sentence === '1' ? 'ne-26-3-5j' : 'ne-26-3-3j'
}

/**
 * Reads a residence status as foreigners authorities write it ("§ 60a Abs. 2 AufenthG", "AE § 25b Abs. 1",
 * "Gestattung"). A word we do not know beside it ("Antrag auf ...", "abgelehnt") may turn the meaning round:
 * then it is unknown, never guessed.
 */
export function readResidenceStatus(cell: string): ResidenceStatus | null {
  const named = NAMES.get(fold(cell))
  if (named !== undefined) return named

  const text = cell.toLowerCase().replace(/\bi\.?\s?v\.?\s?m\.?(?!\p{L})/gu, ' ')
  const plain = text.replace(SENTENCE, ' ')
  const references = [...plain.matchAll(REFERENCE)].map(([, paragraph = '', arabic, roman]) => {
    const absatz = (arabic ?? roman ?? '').replace(/\s/g, '')
    return { paragraph: paragraph.replace(/\s/g, ''), absatz: ROMAN[absatz] ?? absatz }
  })
  // § 60a Abs. 2 is the general rule on which the Duldungen of §§ 60b to 60d stand: the narrower one counts.
  const narrow = references.filter(({ paragraph }) => /^60[b-d]$/.test(paragraph))
  const [only, ...others] = narrow.length > 0 ? narrow : references
  const extra = narrow.length > 0 && references.some(({ paragraph }) => !paragraph.startsWith('60'))
  if (only === undefined || others.length > 0 || extra) return null

  const rest = plain
    .replace(REFERENCE, ' ')
    .split(/[^\p{L}]+/u)
    .map(fold)
    .filter(Boolean)
  const bareNumber = rest.length === 0 && !/§|[a-d(]/.test(plain)
  const wrongLaw =
    /asyl(vf)?g/.test(text) !== ASYLUM_LAW.has(only.paragraph) && /asyl(vf)?g|aufenthg/.test(text)
  const status = ofReference(only)
  if (status === null || bareNumber || wrongLaw) return null
  const beside = BESIDE[status] ?? BESIDE_TITLE
  return rest.every((word) => beside.has(word) || FILLERS.has(word)) ? refine(status, text) : null
}
