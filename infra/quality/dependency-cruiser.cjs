/** The arrows of the house: routes -> rooms -> db; workers -> rooms -> db; rules stand alone; no circles. */
const ROOM = '^app/(?!routes/|kit/|access/)([^/]+)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Types tie rooms together as much as functions do.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'routes-are-thin',
      comment: 'A route asks rooms, never the database.',
      severity: 'error',
      from: { path: '^app/routes/' },
      to: { path: '^(db|workers)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-asks-a-route',
      severity: 'error',
      from: { pathNot: ['^app/routes/', '[.]test[.]ts$'] },
      to: { path: '^app/routes/' },
    },
    {
      name: 'kit-knows-no-room',
      comment: "But for the table that collects every room's words.",
      severity: 'error',
      from: { path: '^app/kit/', pathNot: '[.]test[.]ts$|^app/kit/words\\.(de|en)\\.ts$' },
      to: { path: '^(app/(?!kit/)|db/|workers/)' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules import rules, the Result, zod, Temporal and the holidays: no I/O, no clock, no env.',
      severity: 'error',
      from: { path: ['/rules\\.ts$', '^app/[a-z-]+/rules/'], pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: [
          '/rules\\.ts$',
          '/rules/',
          '/statuses\\.ts$',
          '^app/outreach/list/[a-z-]+\\.ts$',
          '^app/kit/result\\.ts$',
          'node_modules/(zod|temporal-polyfill|feiertagejs)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rooms-speak-through-rules-queries-commands',
      comment: "Never another room's components.",
      severity: 'error',
      from: { path: ROOM },
      to: { path: '^app/[^/]+/.*\\.tsx$', pathNot: ['^app/$1/', '^app/(kit|access)/'] },
    },
    {
      name: 'one-way-to-the-driver',
      severity: 'error',
      from: {
        pathNot: [
          '^db/(open\\.ts|tamed-driver\\.ts|handles\\.ts|fleet/)',
          '^workers/queues\\.ts$',
          '^(tests|infra/start)/',
          '\\.test\\.ts$',
        ],
      },
      to: { path: 'node_modules/(postgres|pg|drizzle-orm/postgres-js)/' },
    },
    {
      name: 'only-guards-mint-access',
      severity: 'error',
      from: {
        pathNot: [
          '^db/(act|files)\\.ts$',
          '^app/access/guards\\.server\\.ts$',
          '^workers/runtime\\.ts$',
          '^(infra/cli|db/demo|tests)/',
          '\\.test\\.ts$',
        ],
      },
      to: { path: '^db/mint\\.ts$' },
    },
    {
      name: 'db-is-below',
      comment: 'The demo writes what rooms would have written, so it may use their rules.',
      severity: 'error',
      from: { path: '^db/', pathNot: '^db/demo/' },
      to: { path: '^(app|workers)/' },
    },
    { name: 'app-knows-no-worker', severity: 'error', from: { path: '^app/' }, to: { path: '^workers/' } },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^(app|db|workers|infra)/', pathNot: ['\\.test\\.ts$', '^infra/quality/'] },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
