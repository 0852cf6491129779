/**
 * The residence statuses the product knows, one row each of the domain facts (AufenthG and AsylG as of 2026).
 * The key is what is stored; work access and validity rules hang on it elsewhere. `ae-25-2` and
 * `niederlassung` stand for papers that do not say which of their kinds they are: never guessed further.
 */
export const RESIDENCE_STATUSES = {
  ankunftsnachweis: { basis: '§ 63a AsylG', label: 'Ankunftsnachweis' },
  gestattung: { basis: '§ 55 AsylG', label: 'Aufenthaltsgestattung' },
  duldung: { basis: '§ 60a AufenthG', label: 'Duldung' },
  'duldung-60b': { basis: '§ 60b AufenthG', label: 'Duldung (ungeklärte Identität)' },
  ausbildungsduldung: { basis: '§ 60c AufenthG', label: 'Ausbildungsduldung' },
  beschaeftigungsduldung: { basis: '§ 60d AufenthG', label: 'Beschäftigungsduldung' },
  'chance-104c': { basis: '§ 104c AufenthG', label: 'Chancen-Aufenthaltsrecht' },
  'ae-25a': { basis: '§ 25a AufenthG', label: 'Aufenthaltserlaubnis § 25a (gut integrierte junge Menschen)' },
  'ae-25b': { basis: '§ 25b AufenthG', label: 'Aufenthaltserlaubnis § 25b (nachhaltige Integration)' },
  'ae-25b-6': {
    basis: '§ 25b Abs. 6 AufenthG',
    label: 'Aufenthaltserlaubnis § 25b Abs. 6 (nach Beschäftigungsduldung)',
  },
  'ae-104a': { basis: '§ 104a AufenthG', label: 'Aufenthaltserlaubnis § 104a (Altfallregelung)' },
  'ae-23-1': { basis: '§ 23 Abs. 1 AufenthG', label: 'Aufenthaltserlaubnis § 23 Abs. 1' },
  'ae-25-1': { basis: '§ 25 Abs. 1 AufenthG', label: 'Aufenthaltserlaubnis § 25 Abs. 1 (Asylberechtigte)' },
  'ae-25-2': {
    basis: '§ 25 Abs. 2 AufenthG',
    label: 'Aufenthaltserlaubnis § 25 Abs. 2 (Flüchtling oder subsidiär geschützt)',
  },
  'ae-25-2-fluechtling': {
    basis: '§ 25 Abs. 2 Satz 1 Alt. 1 AufenthG',
    label: 'Aufenthaltserlaubnis § 25 Abs. 2 (Flüchtlinge)',
  },
  'ae-25-2-subsidiaer': {
    basis: '§ 25 Abs. 2 Satz 1 Alt. 2 AufenthG',
    label: 'Aufenthaltserlaubnis § 25 Abs. 2 (subsidiär Geschützte)',
  },
  'ae-25-3': {
    basis: '§ 25 Abs. 3 AufenthG',
    label: 'Aufenthaltserlaubnis § 25 Abs. 3 (Abschiebungsverbot)',
  },
  'ae-25-4': { basis: '§ 25 Abs. 4 AufenthG', label: 'Aufenthaltserlaubnis § 25 Abs. 4' },
  'ae-25-4a': { basis: '§ 25 Abs. 4a AufenthG', label: 'Aufenthaltserlaubnis § 25 Abs. 4a' },
  'ae-25-4b': { basis: '§ 25 Abs. 4b AufenthG', label: 'Aufenthaltserlaubnis § 25 Abs. 4b' },
  'ae-25-5': { basis: '§ 25 Abs. 5 AufenthG', label: 'Aufenthaltserlaubnis § 25 Abs. 5' },
  'ae-24': { basis: '§ 24 AufenthG', label: 'Aufenthaltserlaubnis § 24 (vorübergehender Schutz)' },
  'ae-19d': { basis: '§ 19d AufenthG', label: 'Aufenthaltserlaubnis § 19d (qualifizierte Geduldete)' },
  fiktion: { basis: '§ 81 AufenthG', label: 'Fiktionsbescheinigung' },
  niederlassung: { basis: '§§ 9, 26 AufenthG', label: 'Niederlassungserlaubnis' },
  'ne-26-3-5j': {
    basis: '§ 26 Abs. 3 Satz 1 AufenthG',
    label: 'Niederlassungserlaubnis § 26 Abs. 3 (nach fünf Jahren)',
  },
  'ne-26-3-3j': {
    basis: '§ 26 Abs. 3 Satz 3 AufenthG',
    label: 'Niederlassungserlaubnis § 26 Abs. 3 (nach drei Jahren)',
  },
  'ne-26-4': { basis: '§ 26 Abs. 4 AufenthG', label: 'Niederlassungserlaubnis § 26 Abs. 4' },
} as const satisfies Record<string, { basis: string; label: string }>

export type ResidenceStatus = keyof typeof RESIDENCE_STATUSES
