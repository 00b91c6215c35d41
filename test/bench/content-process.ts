import { contentApi } from '@verso/content-api'
import { createStore } from '@verso/data'
import { buildApp } from '@verso/http'
import { benchContext } from './seed-articles.ts'

/** One process of the content API, with what it keeps by default. */
const [connectionString = ''] = process.argv.slice(2)

const { actor: _, address: __, requestId: ___, ...base } = benchContext(await createStore({ connectionString, poolSize: 10 }))
const app = buildApp()
await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['*'] })
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.on('message', () => process.send?.(process.memoryUsage().rss / 1e6))
process.on('disconnect', () => process.exit(0))
process.send?.(url)
