import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import type { Test } from 'tap'

/** A site with one picture; says how often it was asked. */
export async function aPictureSite(t: Test) {
  const picture = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#2c6e7f' } })
    .png()
    .toBuffer()
  const asked: string[] = []
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '')
    if (request.url === '/cut.png') return void reply.writeHead(200, { 'content-length': 1000 }).write('x', () => reply.destroy())
    if (request.url === '/page.html') return void reply.setHeader('content-type', 'image/png').end('<script>alert(1)</script>')
    if (request.url !== '/otter.png') return void reply.writeHead(404).end()
    reply.setHeader('content-type', 'image/png').end(picture)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { site: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, picture, asked }
}
