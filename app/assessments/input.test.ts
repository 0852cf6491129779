import { describe, expect, it } from 'vitest'
import { parseForm } from '../kit/form/zod-form.ts'
import { talkInput } from './input.ts'

const sent = {
  formKey: '0c000000-0000-4000-8000-000000000001',
  occurredOn: '2026-03-09',
  conductedBy: '0a000000-0000-4000-8000-000000000001',
  schooling: 'lower',
  schoolYears: '',
  training: 'none',
  germanOral: 'a2',
  germanWritten: 'a1',
  germanProof: 'self',
  motivation: '4',
  wish: '',
  ability: 'full',
  childcare: 'not-needed',
}
const parse = (entries: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...sent, ...entries })) form.set(name, value)
  return parseForm(form, talkInput)
}

describe('the talk as the form sends it', () => {
  it('needs no words beside the answers', () => {
    const parsed = parse({})
    expect(parsed.status === 'success' && parsed.value).toMatchObject({
      schoolCountry: '',
      qualification: '',
      wish: '',
      abilityNote: '',
      motivation: '4',
    })
  })
  it.each<[string, Record<string, string>, Record<string, string[]>]>([
    ['an unanswered question', { motivation: '' }, { motivation: ['kit:error.choose'] }],
    ['a vocation from nowhere', { training: 'vocational' }, { trainingPlace: ['kit:error.choose'] }],
    [
      'a vocation from abroad and nothing on recognition',
      { training: 'bachelor', trainingPlace: 'abroad' },
      { recognition: ['kit:error.choose'] },
    ],
    ['years that are no number', { schoolYears: 'neun' }, { schoolYears: ['kit:error.number'] }],
    ['half a year', { schoolYears: '9.5' }, { schoolYears: ['kit:error.number'] }],
    ['a day that is none', { occurredOn: '2026-02-30' }, { occurredOn: ['kit:error.date'] }],
    ['an essay', { wish: 'x'.repeat(121) }, { wish: ['kit:error.tooLong|count=120'] }],
  ])('%s stands at its field', (_, entries, errors) => {
    const parsed = parse(entries)
    expect(parsed.status === 'error' && parsed.error).toEqual(errors)
  })
  it.each([
    ['learned here', { training: 'vocational', trainingPlace: 'germany' }],
    [
      'learned abroad, recognition told',
      { training: 'vocational', trainingPlace: 'abroad', recognition: 'applied' },
    ],
    ['learned at work', { training: 'on-the-job' }],
  ])('a vocation %s is complete', (_, entries) => expect(parse(entries).status).toBe('success'))
})
