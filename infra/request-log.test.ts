import { describe, expect, test } from 'vitest'
import { maskedPath, wordsOf } from './request-log.ts'

const words = wordsOf({
  root: { path: '' },
  clients: { path: 'c/:city/clients' },
  client: { path: ':id/permits' },
  link: { path: 'm/:city/:token' },
  invitation: { path: 'invitation/:token' },
  reset: { path: 'password-reset/:token' },
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
    ['/invitation/qLx0-kq_h3bRPm5uZ4Tz1F6bA9oYyJ2dW8sVvQe7NcM', '/invitation/:id'],
    ['/password-reset/qLx0-kq_h3bRPm5uZ4Tz1F6bA9oYyJ2dW8sVvQe7NcM.data', '/password-reset/:id'],
    ['/beispielfrau', '/:id'],
  ])('%s becomes %s', (path, logged) => {
    expect(maskedPath(path, words)).toBe(logged)
  })
})
