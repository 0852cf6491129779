/// <reference lib="webworker" />
// Answers for the walk's page where there is no network. Pages of the product itself are out of its scope.
const CACHE = 'walk'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && pathname === '/walk') event.respondWith(newest(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(kept(request))
})

/** The page as the server has it, or as it was. */
async function newest(request) {
  const cache = await caches.open(CACHE)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put('/walk', answer.clone())
    if (answer.status < 500) return answer
  } catch {
    // No network.
  }
  return (await cache.match('/walk', { ignoreVary: true })) ?? Response.error()
}

/** Files carry their content's hash in their name: what is kept is never stale. */
async function kept(request) {
  const cache = await caches.open(CACHE)
  const known = await cache.match(request.url)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request.url, answer.clone())
  return answer
}
