import script from '../walk/worker.js?raw'

/** The walk's service worker: at an address of its own, because where it lies is what it may answer for. */
export const loader = (): Response =>
  new Response(script, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
