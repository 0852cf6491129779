import { describe, expect, test } from 'vitest'
import { maskedPath, wordsOf } from './request-log.ts'

const words = wordsOf({
  root: { path: '' },
  clients: { path: 'c/:city/clients' },
  client: { path: ':id/permits' },
  link: { path: 'm/:city/:token' },
  rest: { path: '*' },
})

describe('what the log keeps of an address', () => {
  test.each([
    ['/', '/'],
    ['/c/wuppertal/clients', '/c/wuppertal/clients'],
    ['/c/wuppertal/clients.data', '/c/wuppertal/clients'],
    ['/c/wuppertal/clients/0a000000-0000-4000-8000-000000000001/permits', '/c/wuppertal/clients/:id/permits'],
    ['/c/Amina%20Beispielfrau/clients', '/c/:id/clients'],
    ['/m/wuppertal/a-secret', '/m/:id/:id'],
    ['/beispielfrau', '/:id'],
  ])('%s becomes %s', (path, logged) => {
    expect(maskedPath(path, words)).toBe(logged)
  })
})
