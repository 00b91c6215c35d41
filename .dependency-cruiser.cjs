/** The arrows between rooms: who may import whom, as ARCHITECTURE.md says. */
const rooms = {
  'packages/model': [],
  'packages/merge': ['model'],
  'packages/query': ['model'],
  'packages/graphql': ['model', 'query'],
  'packages/rich-text': ['model'],
  'packages/contract': ['model'],
  'packages/media': ['model'],
  'packages/outbound': [],
  'packages/webhooks': [],
  'packages/sample': [],
  'packages/data': ['model', 'query', 'merge'],
  'packages/core': ['model', 'merge', 'query', 'graphql', 'rich-text', 'data', 'media', 'webhooks', 'sample'],
  'packages/http': ['contract', 'core'],
  'packages/client': ['contract'],
  'apps/content-api': ['http', 'contract', 'core'],
  'apps/admin-api': ['http', 'contract', 'core', 'outbound'],
  'apps/admin': ['contract', 'model', 'rich-text', 'merge'],
  'apps/worker': ['core', 'data', 'media'],
  'apps/cli': [
    'contract',
    'core',
    'data',
    'media',
    'model',
    'outbound',
    'rich-text',
    'http',
    'content-api',
    'admin-api',
    'worker',
    'webhooks',
  ],
}

const pathOf = (name) => Object.keys(rooms).find((path) => path.endsWith(`/${name}`))

const arrows = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room} imports only what lies below it`,
  severity: 'error',
  from: { path: `^${room}/src` },
  to: { path: '^(packages|apps)/', pathNot: [`^${room}/`, ...allowed.map((name) => `^${pathOf(name)}/src/index[.]ts$`)] },
}))

/** A package that only these rooms may know. */
const only = (name, packages, homes) => ({
  name: `${name} stays in ${homes.join(', ')}`,
  severity: 'error',
  from: { path: '^(packages|apps)/[^/]+/src', pathNot: homes.map((home) => `^${home}/`) },
  to: { path: packages.map((one) => `node_modules/${one}/`) },
})

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    // `hast` is a package of types only.
    { name: 'everything imported is there', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^hast$' } },
    ...arrows,
    only('Prisma and SQL', ['@prisma/[^/]+', 'pg', 'graphile-worker'], ['packages/data']),
    only('Fastify', ['fastify', '@fastify/[^/]+'], ['packages/http', 'apps/content-api', 'apps/admin-api', 'apps/cli']),
    only('GraphQL', ['graphql'], ['packages/graphql']),
    only('React', ['react', 'react-dom'], ['apps/admin']),
    {
      // The admin UI brings this table along; what else the room holds falls away when it is built.
      name: 'the table of kinds never leads to the engine of JSON Schema',
      severity: 'error',
      from: { path: '^packages/model/src/field-kinds[.]ts$' },
      to: { path: '^packages/model/src/json-schema[.]ts$', reachable: true },
    },
    {
      name: 'the contract is known to the client and the admin UI as types only',
      severity: 'error',
      from: { path: '^(packages/client|apps/admin)/src' },
      to: { path: '^packages/contract/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@verso/source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
    },
  },
}
