/** The process answers. Whether its databases do is /readyz. */
export const loader = (): Response => new Response('ok', { headers: { 'Content-Type': 'text/plain' } })
