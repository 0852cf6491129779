import { describe, expect, it } from 'vitest'
import { chooseEmployer, tidyName } from './rules.ts'

const wuppertal = { employerId: 'w', name: 'Bäckerei Nowak', town: 'Wuppertal' }
const solingen = { employerId: 's', name: 'Bäckerei Nowak', town: 'Solingen' }
const nowhere = { employerId: 'n', name: 'Bäckerei Nowak', town: '' }

describe('which employer is meant', () => {
  it.each([
    ['no such name, with a town', 'Wuppertal', [], { ok: true, value: null }],
    ['no such name, no town', '', [], { ok: true, value: null }],
    ['the only one of that name', '', [wuppertal], { ok: true, value: 'w' }],
    ['the one in that town', 'Solingen', [wuppertal, solingen], { ok: true, value: 's' }],
    ['the town in another case', 'SOLINGEN', [wuppertal, solingen], { ok: true, value: 's' }],
    ['a new branch', 'Remscheid', [wuppertal, solingen], { ok: true, value: null }],
    ['two towns and none said', '', [wuppertal, solingen], { ok: false, error: 'which-town' }],
    ['one of several is known without a town', '', [wuppertal, nowhere], { ok: true, value: 'n' }],
  ] as const)('%s', (_, town, sameName, expected) => {
    expect(chooseEmployer(town, sameName)).toEqual(expected)
  })

  it('writes a name down with single blanks', () => {
    expect(tidyName('  Bäckerei \t Nowak ')).toBe('Bäckerei Nowak')
  })
})
