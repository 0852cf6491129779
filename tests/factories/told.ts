/** A talk as it was led with a seamstress from Eritrea, ready to be recorded. */
import { randomUUID } from 'node:crypto'
import type { FinishedTalk } from '../../app/assessments/commands.server.ts'
import type { Answers } from '../../app/assessments/rules/topics.ts'
import { caseworker } from './city.ts'

export const TOLD: Answers = {
  school: {
    schooling: 'lower',
    schoolYears: 9,
    schoolCountry: 'Eritrea',
    training: 'vocational',
    trainingPlace: 'abroad',
  },
  work: {
    workStatus: 'unemployed',
    jobs: [
      {
        what: 'Schneiderin',
        employer: 'Eigene Werkstatt',
        country: 'Eritrea',
        from: '2009',
        until: '2014-03',
        kind: 'self-employed',
      },
    ],
  },
  papers: {
    papers: [
      {
        name: 'Schneiderin, 6 Jahre',
        country: 'Eritrea',
        year: 2008,
        paper: 'copy',
        recognition: 'not-applied',
        office: '',
      },
    ],
  },
  german: {
    listening: { level: 'b1', proof: 'test', on: '2026-01-15' },
    speaking: { level: 'a2', proof: 'self' },
    reading: { level: 'a2', proof: 'self' },
    writing: { level: 'a1', proof: 'self' },
  },
  languages: { languages: [{ language: 'Tigrinya', spoken: 'native', written: 'good' }] },
  wishes: {
    wish: 'Schneiderin',
    hours: 'part-time',
    times: 'vormittags',
    region: 'Wuppertal',
    not: 'Nachtschicht',
  },
  motivation: { motivation: '4', note: '' },
  ability: { ability: 'limited', childcare: 'open', abilityNote: 'vormittags' },
  obstacles: { mobility: 'public', licence: 'none', debts: 'yes', note: '' },
  readiness: {
    'bank-account': 'yes',
    'tax-id': 'yes',
    'social-insurance': 'applied',
    'health-insurance': 'no',
  },
}

export const toldTalk = (clientId: string, other: Partial<FinishedTalk> = {}): FinishedTalk => ({
  assessmentId: randomUUID(),
  clientId,
  occurredOn: '2026-03-09',
  conductedBy: caseworker.id,
  answers: TOLD,
  declined: [],
  ...other,
})
