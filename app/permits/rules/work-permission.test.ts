import { describe, expect, it } from 'vitest'
import type { RESIDENCE_STATUSES } from '../statuses.ts'
import { STATUS_PATHS, UNREAD_SINCE, WORK_RULES } from './work-law.ts'
import { NOTHING_KNOWN, type WorkFacts, type WorkPaper, workPermission } from './work-permission.ts'

const today = '2026-03-09'
const paper = (status: string | null, change: Partial<WorkPaper> = {}): WorkPaper => ({
  status,
  expired: false,
  previousStatus: null,
  ...change,
})
/** Somebody of whom all is known, in a flat of his own for two years, without any bar. */
const clear: WorkFacts = {
  receptionDuty: 'no',
  asylumAppliedOn: '2024-03-09',
  stayingSince: '2024-03-09',
  toleratedSince: '2024-03-09',
  safeCountry: 'no',
  rejection: 'no',
  removalImminent: 'no',
  barred: 'no',
  fiction: 'unknown',
  employment: 'job',
}
const ask = (status: string | null, change: Partial<WorkFacts> = {}, on = today, of = {}) =>
  workPermission(paper(status, of), { ...clear, ...change }, on)
const says = (result: string, rule: string, more: object = {}) => ({
  result,
  rule,
  verified: true,
  validFrom: WORK_RULES[rule as keyof typeof WORK_RULES].validFrom,
  source: WORK_RULES[rule as keyof typeof WORK_RULES].basis,
  ...more,
})
const unsure = (doubt: string, ...missing: string[]) => ({
  result: 'unknown',
  verified: false,
  doubt,
  missing,
  formerly: null,
})
const inReception = { receptionDuty: 'yes' } as const
const needed = { baConsent: 'needed', consentRule: null }

describe('people in the asylum procedure', () => {
  it.each([
    [
      'T1: the last day before six months',
      { ...inReception, asylumAppliedOn: '2025-09-10' },
      says('forbidden', 'T1'),
    ],
    [
      'T2: six months to the day',
      { ...inReception, asylumAppliedOn: '2025-09-09' },
      says('entitled', 'T2', needed),
    ],
    [
      'T1 ends on the last day of a shorter month',
      { ...inReception, asylumAppliedOn: '2025-08-31' },
      says('entitled', 'T2'),
    ],
    [
      'T1 needs nothing else',
      { ...inReception, asylumAppliedOn: '2026-02-01', safeCountry: 'unknown', rejection: 'unknown' },
      says('forbidden', 'T1'),
    ],
    [
      'T2: a court suspended the rejection',
      { ...inReception, rejection: 'suspended' },
      says('entitled', 'T2'),
    ],
    [
      'no row: rejected as manifestly unfounded',
      { ...inReception, rejection: 'rejected' },
      unsure('no-rule'),
    ],
    ['T3: the last day before three months', { stayingSince: '2025-12-10' }, says('forbidden', 'T3')],
    ['T4: three months to the day', { stayingSince: '2025-12-09' }, says('discretion', 'T4', needed)],
    ['T4: the last day before six months', { stayingSince: '2025-09-10' }, says('discretion', 'T4')],
    ['T5: six months to the day', { stayingSince: '2025-09-09' }, says('entitled', 'T5', needed)],
    ['T5: a court suspended the rejection', { rejection: 'suspended' }, says('entitled', 'T5')],
    ['no row: rejected', { rejection: 'rejected' }, unsure('no-rule')],
    [
      'T6: applied on the first day that counts',
      { safeCountry: 'yes', asylumAppliedOn: '2015-09-01' },
      says('forbidden', 'T6', { baConsent: null }),
    ],
    [
      'no row: safe country, applied on the last day before',
      { safeCountry: 'yes', asylumAppliedOn: '2015-08-31' },
      unsure('no-rule'),
    ],
    [
      'T6: Georgia or Moldova from 31 August 2023',
      { safeCountry: 'georgia-moldova', asylumAppliedOn: '2023-08-31' },
      says('forbidden', 'T6'),
    ],
    [
      'T5: Georgia or Moldova to 30 August 2023',
      { safeCountry: 'georgia-moldova', asylumAppliedOn: '2023-08-30' },
      says('entitled', 'T5'),
    ],
    ['T6 in a reception centre', { ...inReception, safeCountry: 'yes' }, says('forbidden', 'T6')],
    ['T8: the last day before four years', { stayingSince: '2022-03-10' }, says('entitled', 'T5', needed)],
    [
      'T8: four years to the day',
      { stayingSince: '2022-03-09' },
      says('entitled', 'T5', { baConsent: 'not-needed', consentRule: 'T8' }),
    ],
    ['T8 unknown', { ...inReception, stayingSince: null }, says('entitled', 'T2', { baConsent: 'unknown' })],
    [
      'T9 does not lift a ban',
      { stayingSince: '2026-03-01', employment: 'training' },
      says('forbidden', 'T3', { consentRule: null }),
    ],
  ] satisfies [string, Partial<WorkFacts>, object][])('%s', (_, change, expected) => {
    expect(ask('gestattung', change)).toMatchObject(expected)
    expect(ask('ankunftsnachweis', change)).toEqual(ask('gestattung', change))
  })
  it.each(['training', 'internship', 'family-business', 'highly-skilled'] as const)(
    'T9: %s',
    (employment) => {
      const lifted = { baConsent: 'not-needed', consentRule: 'T9' }
      expect(ask('gestattung', { employment })).toMatchObject(says('entitled', 'T5', lifted))
      expect(ask('duldung', { employment })).toMatchObject(says('should', 'T7', lifted))
    },
  )
  it.each([
    ['nothing is known', NOTHING_KNOWN, ['receptionDuty']],
    ['no stay', { stayingSince: null }, ['stayingSince']],
    [
      'no stay and no country',
      { stayingSince: null, safeCountry: 'unknown' },
      ['stayingSince', 'safeCountry'],
    ],
    ['no country', { safeCountry: 'unknown' }, ['safeCountry']],
    [
      'a safe country without the application',
      { safeCountry: 'yes', asylumAppliedOn: null, rejection: 'no' },
      ['asylumAppliedOn'],
    ],
    ['no application', { ...inReception, asylumAppliedOn: null }, ['asylumAppliedOn']],
    ['no word of a rejection', { rejection: 'unknown' }, ['rejection']],
    [
      'neither country nor rejection',
      { ...inReception, safeCountry: 'unknown', rejection: 'unknown' },
      ['safeCountry', 'rejection'],
    ],
  ] satisfies [string, Partial<WorkFacts>, string[]][])('asks when %s', (_, change, missing) => {
    expect(ask('gestattung', change)).toEqual(unsure('questions', ...missing))
  })
})

describe('people with a Duldung', () => {
  it.each([
    ['T7: three months to the day', { stayingSince: '2025-12-09' }, says('should', 'T7', needed)],
    ['no row: the last day before three months', { stayingSince: '2025-12-10' }, unsure('no-rule')],
    [
      'T7 in a reception centre: tolerated for six months',
      { ...inReception, toleratedSince: '2025-09-09' },
      says('should', 'T7'),
    ],
    [
      'no row in a reception centre: the last day before',
      { ...inReception, toleratedSince: '2025-09-10' },
      unsure('no-rule'),
    ],
    [
      'T7: removal is imminent, the authority may refuse',
      { removalImminent: 'yes' },
      says('discretion', 'T7'),
    ],
    [
      'T8: four years to the day',
      { stayingSince: '2022-03-09' },
      says('should', 'T7', { baConsent: 'not-needed', consentRule: 'T8' }),
    ],
    ['T8: the last day before four years', { stayingSince: '2022-03-10' }, says('should', 'T7', needed)],
    [
      'T10: barred, whatever else is unknown',
      { ...NOTHING_KNOWN, barred: 'yes' },
      says('forbidden', 'T10', { baConsent: null }),
    ],
    [
      'nothing known',
      NOTHING_KNOWN,
      unsure('questions', 'barred', 'receptionDuty', 'stayingSince', 'removalImminent'),
    ],
    ['since when tolerated', { ...inReception, toleratedSince: null }, unsure('questions', 'toleratedSince')],
  ] satisfies [string, Partial<WorkFacts>, object][])('%s', (_, change, expected) => {
    expect(ask('duldung', change)).toMatchObject(expected)
  })
})

describe('each status', () => {
  const OF: Record<keyof typeof RESIDENCE_STATUSES, object> = {
    ankunftsnachweis: says('entitled', 'T5', needed),
    gestattung: says('entitled', 'T5', needed),
    duldung: says('should', 'T7', needed),
    'duldung-60b': says('forbidden', 'T10', { baConsent: null }),
    ausbildungsduldung: says('bound', '60c', { baConsent: 'not-needed' }),
    beschaeftigungsduldung: says('bound', '60d', { baConsent: null }),
    'chance-104c': says('free', 'T11', { baConsent: 'not-needed' }),
    'ae-25a': says('free', 'T11'),
    'ae-25b': says('free', 'T11'),
    'ae-25b-6': says('free', 'T11'),
    'ae-104a': unsure('not-settled'),
    'ae-23-1': says('free', 'T11'),
    'ae-25-1': says('free', 'T11'),
    'ae-25-2': says('free', 'T11'),
    'ae-25-2-fluechtling': says('free', 'T11'),
    'ae-25-2-subsidiaer': says('free', 'T11'),
    'ae-25-3': says('free', 'T11'),
    'ae-25-4': says('discretion', '25-4', { baConsent: 'not-needed' }),
    'ae-25-4a': says('discretion', '25-4'),
    'ae-25-4b': says('discretion', '25-4'),
    'ae-25-5': says('free', 'T11'),
    'ae-24': says('free', 'T11'),
    'ae-19d': says('bound', '19d', { baConsent: null }),
    fiktion: unsure('questions', 'fiction'),
    niederlassung: says('free', 'T11'),
    'ne-26-3-5j': says('free', 'T11'),
    'ne-26-3-3j': says('free', 'T11'),
    'ne-26-4': says('free', 'T11'),
  }
  it.each(Object.entries(OF))('%s', (status, expected) => {
    expect(ask(status)).toMatchObject(expected)
    expect(ask(status, {}, today, { expired: true })).toEqual(unsure('expired'))
  })
  it('of no known paper is asked for', () => {
    expect(ask(null)).toEqual(unsure('no-status'))
    expect(ask('ae-99')).toEqual(unsure('no-status'))
  })
  it.each([
    ['continues', 'ae-25-5', says('free', 'T11')],
    ['continues', 'ae-25-4', says('discretion', '25-4')],
    ['continues', 'duldung', unsure('not-settled')],
    ['continues', null, unsure('not-settled')],
    ['lawful-stay', 'ae-25-5', unsure('not-settled')],
  ] as const)('Fiktion that %s a stay with %s', (fiction, previousStatus, expected) => {
    expect(ask('fiktion', { fiction }, today, { previousStatus })).toMatchObject(expected)
  })
})

describe('the day of the law', () => {
  const read = Object.keys(STATUS_PATHS).filter((status) => ask(status).verified)
  it.each(read)('%s: not answered from a wording that was not yet law, or not read', (status) => {
    const { validFrom } = ask(status) as { validFrom: string }
    const dayBefore = { '2024-02-27': '2024-02-26', '2020-03-01': '2020-02-29' }[validFrom]
    const facts = { asylumAppliedOn: '2015-01-01', stayingSince: '2015-01-01', toleratedSince: '2015-01-01' }
    expect(ask(status, facts, dayBefore)).toEqual(unsure('law-older'))
    expect(ask(status, facts, validFrom)).toMatchObject({ verified: true, validFrom })
  })
  it.each(['gestattung', 'ankunftsnachweis', 'duldung', 'duldung-60b'])(
    '%s: since 12 June 2026 only history, never an answer',
    (status) => {
      const before = ask(status, {}, '2026-06-11')
      expect(before).toMatchObject({ verified: true })
      const { verified: _, ...formerly } = before
      expect(ask(status, {}, UNREAD_SINCE)).toEqual({ ...unsure('law-unread'), formerly })
    },
  )
  it.each(['gestattung', 'duldung'])(
    '%s: what is missing or has no row is unread law all the same',
    (status) => {
      const { missing } = { missing: [], ...ask(status, NOTHING_KNOWN) }
      expect(ask(status, NOTHING_KNOWN, UNREAD_SINCE)).toEqual(unsure('law-unread', ...missing))
      expect(
        ask(status, { rejection: 'rejected', stayingSince: UNREAD_SINCE, barred: 'no' }, UNREAD_SINCE),
      ).toMatchObject({
        doubt: 'law-unread',
      })
      expect(ask(status, {}, UNREAD_SINCE, { expired: true })).toEqual(unsure('expired'))
    },
  )
  it('titles with a rule of their own go on', () => {
    for (const status of ['ae-25b', 'ae-25-4', 'ausbildungsduldung', 'ae-19d'])
      expect(ask(status, {}, '2026-11-27')).toMatchObject({ verified: true })
  })
})
