/**
 * The Remix options, read by `remix routes` from here and by the build through infra/vite.config.ts.
 *
 * Two flags stay off. v3_lazyRouteDiscovery would ask the server for the routes behind each link on the page, and once
 * more before each click on an address with a parameter, which is nearly all of ours; React Router 7 keeps today's
 * behaviour under the name `routeDiscovery: { mode: 'initial' }`. v3_routeConfig only moves the flat routes into a
 * file `app/routes.ts`, and `remix routes` could then no longer read this file alone.
 *
 * @type {import('@remix-run/dev').AppConfig}
 */
export default {
  appDirectory: 'app',
  ignoredRouteFiles: ['**/.*', '**/*.test.*'],
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: false,
    v3_routeConfig: false,
  },
}
