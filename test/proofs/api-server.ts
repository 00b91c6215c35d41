// Both APIs in a process of their own, for proofs that need several: node api-server.ts CONNECTION SECRET [unlimited]. Tells its address.
// `unlimited`: signing in may fail without end.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adminApi } from '@verso/admin-api'
import { contentApi } from '@verso/content-api'
import { createStore } from '@verso/data'
import { buildApp } from '@verso/http'
import { diskStore } from '@verso/media'
import { createOutbound } from '@verso/outbound'
import { uuidv7 } from 'uuidv7'

const [connectionString = '', secret = '', limits = ''] = process.argv.slice(2)
// Patient: that a machine is slow is no fault of what is proven.
const store = await createStore({ connectionString, connectTimeoutMs: 60_000, statementTimeoutMs: 60_000 })
const base = {
  store,
  files: diskStore(join(tmpdir(), 'verso-proofs')),
  now: () => new Date(),
  newId: uuidv7,
  model: () => store.models.current(),
}
const app = buildApp()
await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['*'] })
await app.register(adminApi, {
  base,
  secret: Buffer.from(secret, 'base64url'),
  outbound: createOutbound({ allow: [] }),
  hasMail: false,
  linkOrigin: 'http://localhost',
  ...(limits === 'unlimited' ? { limits: { requests: null, signIn: null } } : {}),
})
process.on('disconnect', () => process.exit(0))
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }))
