import type { Catalogue } from './catalogue.ts'

/** The parts of a catalogue in the order in which they are read through. */
export const PARTS = [
  'plan',
  'signature',
  'seal',
  'letter',
  'goal',
  'step',
  'signing',
  'link',
  'mail',
  'talk',
  'answer',
] as const satisfies readonly (keyof Catalogue)[]
