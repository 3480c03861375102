const { join } = require('node:path')

// The directions of CONTRIBUTING.md. test/architecture.test.ts proves that each rule fires.
const TEST = '\\.test\\.ts$'

// The only server files that may be Node's own: its entry, what is named for it, child processes, the demo merchant.
const NODE_FILES = '^server/node\\.ts$|\\.node\\.ts$|/node-[^/]+\\.ts$|-node\\.ts$|/node/|\\.entry\\.ts$|^server/demo/'
// Folders of server/ that are not features: every feature stands on the first three, the demo stands on every feature.
const NOT_FEATURES = 'http|db|platform|demo'

module.exports = {
  forbidden: [
    {
      name: 'shared-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: { path: '^(server|widget|admin|test|scripts)/' },
    },
    {
      name: 'shared-imports-only-zod',
      severity: 'error',
      from: { path: '^shared/', pathNot: `${TEST}|\\.fixtures\\.ts$` },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'zod-only-in-schema-files',
      comment: 'and no barrels: what the widget imports from shared must not drag zod in',
      severity: 'error',
      from: { path: '^shared/', pathNot: `\\.schema\\.ts$|${TEST}` },
      to: { path: 'node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'schema-values-stay-in-schema-files',
      severity: 'error',
      from: { path: '^(shared|widget)/', pathNot: `\\.schema\\.ts$|${TEST}` },
      to: { path: '\\.schema\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-node-outside-node-files',
      severity: 'error',
      from: { path: '^(shared|server|widget|admin)/', pathNot: `${NODE_FILES}|${TEST}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'widget-and-admin-never-each-other',
      severity: 'error',
      from: { path: '^(widget|admin)/' },
      to: { path: '^(widget|admin)/', pathNot: '^$1/' },
    },
    {
      name: 'front-ends-never-import-the-server',
      comment: 'the type of the app may cross',
      severity: 'error',
      from: { path: '^(widget|admin)/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-a-front-end',
      severity: 'error',
      from: { path: '^(server|scripts)/' },
      to: { path: '^(widget|admin)/' },
    },
    {
      name: 'widget-carries-no-server-packages',
      severity: 'error',
      from: { path: '^widget/' },
      to: {
        path: 'node_modules/(zod|drizzle-orm|@hono|@libsql|better-auth|hono/dist/(?!(types/)?(client|utils)/))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'routes-never-touch-the-database',
      severity: 'error',
      from: { path: '^server/.*routes\\.ts$' },
      to: { path: 'node_modules/(drizzle-orm|@libsql)/|^server/db/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-stores-and-db-import-drizzle',
      severity: 'error',
      from: { path: '^server/', pathNot: `^server/db/|store\\.ts$|${TEST}` },
      to: { path: 'node_modules/drizzle-orm/' },
    },
    {
      name: 'a-verb-never-imports-hono',
      comment: 'HTTP words live in routes.ts, in http/ and in the entries',
      severity: 'error',
      from: {
        path: '^server/[^/]+/',
        pathNot: `^server/(http|demo)/|routes\\.ts$|^server/[^/]+/index\\.ts$|${TEST}`,
      },
      to: { path: 'node_modules/(hono|@hono)/' },
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: `^server/demo/|${TEST}` },
      to: { path: '^server/[^/]+/', pathNot: `^server/$1/|^server/(${NOT_FEATURES})/|^server/[^/]+/index\\.ts$` },
    },
    {
      name: 'nothing-stands-on-the-demo',
      severity: 'error',
      from: { path: '^server/', pathNot: `^server/demo/|^server/(node|app)\\.ts$|${TEST}` },
      to: { path: '^server/demo/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: `${TEST}|\\.d\\.ts$|\\.entry\\.ts$|^widget/loader\\.ts$` },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
}
