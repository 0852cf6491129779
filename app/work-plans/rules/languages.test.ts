import { expect, it } from 'vitest'
import { CATALOGUE_LANGUAGES } from '../../letters/catalogue.ts'
import { READABLE } from './languages.ts'

it('offers exactly the languages whose sentences are written', () =>
  expect(Object.keys(READABLE).sort()).toEqual([...CATALOGUE_LANGUAGES].sort()))
