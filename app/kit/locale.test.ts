import { describe, expect, it } from 'vitest'
import { action } from '../routes/language.ts'
import { localeCookie, readLocale } from './locale.server.ts'
import { toLocale } from './locale.ts'

const asking = (headers: Record<string, string>): Request => new Request('http://localhost/', { headers })

describe('the language of a request', () => {
  it.each([
    [{}, 'de'],
    [{ 'Accept-Language': 'en-GB,en;q=0.9,de;q=0.8' }, 'en'],
    [{ 'Accept-Language': 'de-AT,de;q=0.9,en;q=0.8' }, 'de'],
    [{ 'Accept-Language': 'fr-FR,en;q=0.5' }, 'en'],
    [{ 'Accept-Language': 'ti,ar' }, 'de'],
    [{ 'Accept-Language': '*' }, 'de'],
    [{ 'Accept-Language': ';;,=' }, 'de'],
    [{ Cookie: 'locale=%%%', 'Accept-Language': 'en' }, 'en'],
  ])('%j', async (headers, locale) => {
    expect(await readLocale(asking(headers))).toBe(locale)
  })

  it('is what was chosen, whatever the browser asks for', async () => {
    const cookie = (await localeCookie.serialize('en')).split(';')[0] ?? ''
    expect(await readLocale(asking({ Cookie: cookie, 'Accept-Language': 'de' }))).toBe('en')
  })

  it('becomes German when we have no words for it', () => {
    expect([toLocale('en-US'), toLocale('DE'), toLocale('tr'), toLocale(null)]).toEqual([
      'en',
      'de',
      'de',
      'de',
    ])
  })
})

describe('the language switch', () => {
  const choose = async (locale: string, back: string): Promise<Response> => {
    const body = new URLSearchParams({ locale, back })
    const headers = { Host: 'localhost', Origin: 'http://localhost' }
    const request = new Request('http://localhost/language', { method: 'POST', body, headers })
    return action({ request, params: {}, context: {} })
  }

  it('remembers the choice and goes back', async () => {
    const response = await choose('en', '/c/wuppertal/clients?after=M%C3%BCller')
    expect(response.status).toBe(302)
    expect(response.headers.get('Location')).toBe('/c/wuppertal/clients?after=M%C3%BCller')
    const cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    expect(await readLocale(asking({ Cookie: cookie, 'Accept-Language': 'de' }))).toBe('en')
  })

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '',
  ])('does not leave the site: %j', async (back) => {
    expect((await choose('de', back)).headers.get('Location')).toBe('/')
  })
})
