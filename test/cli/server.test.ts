import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { listen, type Server } from '../../apps/cli/src/server.ts'

async function listening(t: { teardown: (run: () => Promise<void>) => void }): Promise<Server> {
  const server = await listen({ host: '127.0.0.1', port: 0 })
  t.teardown(server.close)
  return server
}

t.test('until an app is there every path answers 503 as a problem, but for liveness', async (t) => {
  const server = await listening(t)

  const live = await fetch(`${server.url}/health/live`)
  t.equal(live.status, 200)

  const ready = await fetch(`${server.url}/health/ready`)
  t.equal(ready.status, 503)
  t.strictSame(await ready.json(), { status: 'starting' })

  for (const path of ['/', '/admin', '/content/v1/entries/post?limit=1']) {
    const answer = await fetch(`${server.url}${path}`)
    t.equal(answer.status, 503, path)
    t.equal(answer.headers.get('retry-after'), '1')
    t.match(answer.headers.get('content-type'), /^application\/problem\+json/)
    t.match(await answer.json(), { code: 'starting', status: 503 })
  }
})

t.test('a port that is taken is one sentence', async (t) => {
  const server = await listening(t)
  const port = Number(new URL(server.url).port)
  await t.rejects(listen({ host: '127.0.0.1', port }), { name: 'StartError', message: new RegExp(`Port ${port} is already in use`) })
})

t.test('draining says so, closes connections with their answers, and lets none be cut', async (t) => {
  const server = await listening(t)
  let answer: (() => void) | undefined
  server.open((request, response) => {
    if (request.url === '/slow') answer = () => response.end('whole')
    else response.end('quick')
  })
  const agent = new http.Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const slow = fetch(`${server.url}/slow`)
  while (answer === undefined) await sleep(5)

  const drained = server.drain(300)
  t.equal((await fetch(`${server.url}/health/ready`)).status, 503)
  const late = await fetch(`${server.url}/late`)
  t.equal(late.headers.get('connection'), 'close')
  t.equal(await late.text(), 'quick')

  let isDrained = false
  drained.then(() => (isDrained = true))
  await sleep(500)
  t.notOk(isDrained, 'the slow answer is waited for')
  await t.rejects(fetch(`${server.url}/after`), 'connections are refused after the pause')
  answer()
  const whole = await slow
  t.equal(whole.headers.get('connection'), 'close')
  t.equal(await whole.text(), 'whole')
  await drained
})

t.test('an idle connection does not hold up the end', async (t) => {
  const server = await listening(t)
  server.open((_request, response) => response.end('hello'))
  const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(socket, 'data')
  await server.drain(0)
  socket.destroy()
  t.ok(server.isDraining())
})

t.test('what is not HTTP is answered once, as a problem', async (t) => {
  const server = await listening(t)
  const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.write('HELLO\r\n\r\n')
  let text = ''
  socket.on('data', (chunk) => (text += String(chunk)))
  await once(socket, 'close')
  t.match(text, /^HTTP\/1\.1 400 /)
  t.match(text, /application\/problem\+json/)
})
