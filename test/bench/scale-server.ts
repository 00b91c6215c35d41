import { contentApi } from '@verso/content-api'
import { createStore } from '@verso/data'
import { buildApp } from '@verso/http'
import { benchContext } from './seed-articles.ts'

/** A content API that keeps nothing, in a process of its own, so that every request is a first one. */
const [connectionString = ''] = process.argv.slice(2)
const store = await createStore({ connectionString, poolSize: 10 })
const { actor: _, address: __, requestId: ___, ...base } = benchContext(store)
const app = buildApp()
await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['*'], cacheBytes: 0 })
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.((user + system) / 1000)
})
process.on('disconnect', () => process.exit(0))
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }))
