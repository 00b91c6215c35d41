import { once } from 'node:events'
import type { ContentLoad } from './content-load.ts'
import { forkBuilt } from './fork-built.ts'
import { httpLoad } from './http-load.ts'

/** What a process of the content API takes: until its first answer, and of memory after it has answered much and filled a cache of 64 MB. */
export async function measureStart(load: ContentLoad, database: string): Promise<void> {
  const began = performance.now()
  const server = forkBuilt(new URL('./content-process.ts', import.meta.url), [database])
  const [url] = (await once(server, 'message')) as [string]
  const first = await fetch(`${url}/content/v1/entries/article/article-1?include=author,categories`)
  await first.arrayBuffer()
  const startMs = performance.now() - began
  load.say('start: first answer after (of 1500 ms)', `${startMs.toFixed(0)} ms`, { ratio: 1500 / startMs, aim: 1 })
  const requests = Array.from({ length: 50_000 }, (_, index) => ({
    path: `/content/v1/entries/article/article-${(index * 7919) % load.entries}?include=author,categories`,
  }))
  await httpLoad({ url, connections: 10, seconds: 15, requests })
  server.send('memory')
  const [megabytes] = (await once(server, 'message')) as [number]
  load.say('start: memory of a process with a cache of 64 MB (of 300 MB)', `${megabytes.toFixed(0)} MB`, { ratio: 300 / megabytes, aim: 1 })
  server.disconnect()
  await once(server, 'exit')
}
