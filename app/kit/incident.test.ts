import { afterEach, describe, expect, it, vi } from 'vitest'
import { problemOf } from './error-page.tsx'
import { forbidden, noForm, notFound, unavailable } from './http.server.ts'
import { incidentOf, noteIncident } from './incident.server.ts'

afterEach(() => vi.restoreAllMocks())

/** What Remix makes of a thrown response before a boundary sees it. */
async function caught(response: Response): Promise<unknown> {
  const { status, statusText } = response
  return { status, statusText, internal: false, data: await response.text() }
}

describe('an incident', () => {
  it('has a number to read out, and one line without what was typed in', () => {
    const lines: unknown[] = []
    vi.spyOn(console, 'error').mockImplementation((line: unknown) => lines.push(line))
    const request = new Request('http://localhost/c/wuppertal/outreach/street/Haile%20Weg?q=Haile', {
      method: 'POST',
    })
    const error = Object.assign(new Error('invalid input syntax for type date: "Haile"'), { code: '22007' })
    const params = { city: 'wuppertal', street: 'Haile Weg' }
    const id = noteIncident(error, request, params)
    expect(id).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
    expect(incidentOf(request)).toBe(id)
    expect(noteIncident(error, request, params)).toBe(id)
    expect(lines).toHaveLength(1)
    expect(String(lines[0])).not.toContain('Haile')
    expect(JSON.parse(String(lines[0]))).toMatchObject({
      incident: id,
      path: '/c/wuppertal/outreach/street/:street',
      code: '22007',
    })
  })
})

describe('the sentence of an error', () => {
  it.each([
    [notFound, 'kit:problem.notFound.title'],
    [forbidden, 'kit:problem.forbidden.title'],
    [noForm, 'kit:problem.noForm.title'],
    [() => unavailable('audit'), 'kit:problem.audit.title'],
    [() => unavailable('data'), 'kit:problem.data.title'],
  ])('%o', async (answer, title) => {
    expect(problemOf(await caught(answer())).title).toBe(title)
  })

  it('is the same for whatever else goes wrong', () => {
    expect(problemOf(new Error('x')).title).toBe('kit:problem.failure.title')
    expect(problemOf(undefined).status).toBe(500)
  })

  it('says nothing about the reason of a 404', async () => {
    expect(await notFound().text()).toBe('not-found')
    expect(notFound().headers.get('Cache-Control')).toBe('no-store')
  })
})
