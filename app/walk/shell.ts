/** The page itself, kept on the phone so that it opens without network. It holds words and buttons, never a name. */

export const WALK_PAGE = '/walk'
const CACHE = 'walk'

/** Keeps the page and every file it is made of; what earlier versions needed goes. */
export async function keepShell(): Promise<void> {
  await navigator.serviceWorker.register(`${WALK_PAGE}.js`, { scope: WALK_PAGE })
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
  const wanted = new Set([WALK_PAGE, ...files])
  const cache = await caches.open(CACHE)
  await cache.addAll([...wanted])
  const kept = await cache.keys()
  await Promise.all(
    kept.filter(({ url }) => !wanted.has(new URL(url).pathname)).map((request) => cache.delete(request)),
  )
}
