import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createOutbound, type FetchFileOptions, OutboundError } from '@verso/outbound'
import t, { type Test } from 'tap'
import { startDnsServer } from './dns-server.ts'

const loopback = createOutbound({ allow: ['127.0.0.0/8'] })

async function serve(t: Test, listener: RequestListener, host = '127.0.0.1') {
  const server = createServer(listener)
  server.listen(0, host)
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function read(url: string, options: Partial<FetchFileOptions> = {}) {
  const file = await loopback.fetchFile(url, { maxBytes: 1_000_000, ...options })
  return { ...file, text: (await buffer(file.body)).toString() }
}

t.test('a file comes with its bytes, type, name and final address', async (t) => {
  const port = await serve(t, (_request, reply) => {
    reply
      .setHeader('content-type', 'Image/PNG; charset=x')
      .setHeader('content-disposition', `attachment; filename="plain.png"; filename*=UTF-8''na%C3%AFve.png`)
    reply.end('bytes')
  })
  const file = await read(`http://127.0.0.1:${port}/some/name.jpg`)
  t.match(file, { text: 'bytes', mimeType: 'image/png', filename: 'naïve.png', finalUrl: `http://127.0.0.1:${port}/some/name.jpg` })
})

t.test('without a header the name is the last part of the address', async (t) => {
  const port = await serve(t, (_request, reply) => void reply.end('x'))
  t.match(await read(`http://127.0.0.1:${port}/a/sm%C3%B8rrebr%C3%B8d.jpg?size=2`), { filename: 'smørrebrød.jpg', mimeType: null })
  t.equal((await read(`http://127.0.0.1:${port}/`)).filename, 'file')
})

t.test('loopback is refused by default, and the server is never reached', async (t) => {
  let requests = 0
  const port = await serve(t, (_request, reply) => {
    requests += 1
    reply.end()
  })
  for (const host of ['127.0.0.1', '2130706433', 'localhost', '[::ffff:127.0.0.1]']) {
    await t.rejects(createOutbound({ allow: [] }).fetchFile(`http://${host}:${port}/`, { maxBytes: 10 }), { code: 'address_refused' }, host)
  }
  t.equal(requests, 0)
})

t.test('redirects are followed three times, relative ones too, and not a fourth time', async (t) => {
  const port = await serve(t, (request, reply) => {
    const left = Number(request.url?.slice(1))
    if (left > 0) reply.writeHead(302, { location: `/${left - 1}` }).end('moved')
    else reply.end('here')
  })
  t.match(await read(`http://127.0.0.1:${port}/3`), { text: 'here', finalUrl: `http://127.0.0.1:${port}/0` })
  await t.rejects(read(`http://127.0.0.1:${port}/4`), { code: 'fetch_failed' })
  await t.rejects(read(`http://127.0.0.1:${port}/1`, { maxRedirects: 0 }), { code: 'fetch_failed' })
})

t.test('a redirect to a refused address is refused without being asked', async (t) => {
  let innerRequests = 0
  const innerPort = await serve(
    t,
    (_request, reply) => {
      innerRequests += 1
      reply.end('secret')
    },
    '127.0.0.2',
  )
  const targets = [
    `http://127.0.0.2:${innerPort}/`,
    `http://0x7f000002:${innerPort}/`,
    'http://169.254.169.254/',
    'file:///etc/passwd',
    `http://u:p@127.0.0.1:${innerPort}/`,
    '//10.0.0.1/',
    'http://[',
  ]
  const port = await serve(t, (request, reply) => void reply.writeHead(307, { location: targets[Number(request.url?.slice(1))] }).end())
  const outbound = createOutbound({ allow: ['127.0.0.1/32'] })

  for (const [index, target] of targets.entries()) {
    await t.rejects(outbound.fetchFile(`http://127.0.0.1:${port}/${index}`, { maxBytes: 10 }), { code: 'address_refused' }, target)
  }
  t.equal(innerRequests, 0)
})

t.test('more bytes than allowed are too large, announced or not', async (t) => {
  const port = await serve(t, (request, reply) => {
    if (request.url === '/announced') reply.setHeader('content-length', 101)
    reply.write('x'.repeat(60))
    setTimeout(() => reply.end('x'.repeat(41)), 20)
  })
  await t.rejects(loopback.fetchFile(`http://127.0.0.1:${port}/announced`, { maxBytes: 100 }), { code: 'too_large' })
  await t.rejects(read(`http://127.0.0.1:${port}/chunked`, { maxBytes: 100 }), { code: 'too_large' })
  t.equal((await read(`http://127.0.0.1:${port}/chunked`, { maxBytes: 101 })).text.length, 101)
})

t.test('anything but 200, a coding that was not asked for, and a cut body are failures', async (t) => {
  const port = await serve(t, (request, reply) => {
    const status = Number(request.url?.slice(1))
    if (request.url === '/coded') reply.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
    else if (request.url === '/cut') reply.writeHead(200, { 'content-length': 100 }).write('x', () => request.socket.destroy())
    else reply.writeHead(status).end()
  })
  for (const path of ['204', '206', '304', '404', '500', 'coded', 'cut'])
    await t.rejects(read(`http://127.0.0.1:${port}/${path}`), { code: 'fetch_failed' }, path)
})

t.test('silence ends by itself: before the headers, within the body, and in all', async (t) => {
  const port = await serve(t, (request, reply) => {
    if (request.url === '/body') reply.writeHead(200, { 'content-length': 10 }).write('x')
    if (request.url === '/drip') {
      const timer = setInterval(() => reply.write('x'), 50)
      reply.on('close', () => clearInterval(timer))
    }
  })
  await t.rejects(read(`http://127.0.0.1:${port}/head`, { timeouts: { headersMs: 300 } }), { code: 'fetch_failed' })
  await t.rejects(read(`http://127.0.0.1:${port}/body`, { timeouts: { idleMs: 300 } }), { code: 'fetch_failed' })
  await t.rejects(read(`http://127.0.0.1:${port}/drip`, { timeouts: { totalMs: 400 } }), { code: 'fetch_failed' })
})

t.test('a body that is destroyed lets go of the connection', async (t) => {
  let closed: (value: unknown) => void
  const gone = new Promise((resolve) => {
    closed = resolve
  })
  const port = await serve(t, (_request, reply) => {
    reply.on('close', closed)
    reply.write('x')
  })
  const file = await loopback.fetchFile(`http://127.0.0.1:${port}/`, { maxBytes: 10 })
  file.body.destroy()
  await t.resolves(gone)
})

t.test('nobody there, and no HTTP there, are failures', async (t) => {
  const server = createTcpServer((socket) => socket.resume().end('hello\r\n'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await t.rejects(read(`http://127.0.0.1:${port}/`), { code: 'fetch_failed' })
  await t.rejects(read(`https://127.0.0.1:${port}/`), { code: 'fetch_failed' })
  server.close()
  await once(server, 'close')
  await t.rejects(read(`http://127.0.0.1:${port}/`), { code: 'fetch_failed' })
})

t.test('names are asked of the given server only, and one refused address refuses the name', async (t) => {
  const addresses: Record<string, string[]> = {
    'files.test': ['127.0.0.1'],
    'mixed.test': ['127.0.0.1', '10.0.0.1'],
    'inner.test': ['10.0.0.1'],
  }
  const dns = await startDnsServer((name) => addresses[name] ?? [])
  t.teardown(dns.close)
  const port = await serve(t, (request, reply) => void reply.end(request.headers.host))
  const outbound = createOutbound({ allow: ['127.0.0.0/8'], dnsServers: [dns.server] })

  const file = await outbound.fetchFile(`http://files.test:${port}/`, { maxBytes: 100 })
  t.equal((await buffer(file.body)).toString(), `files.test:${port}`)
  await t.rejects(outbound.fetchFile(`http://mixed.test:${port}/`, { maxBytes: 100 }), { code: 'address_refused' })

  const [inner, absent] = await Promise.all(
    ['inner', 'absent'].map((name) => outbound.checkUrl(`http://${name}.test/`).catch((error) => error)),
  )
  t.ok(inner instanceof OutboundError)
  t.match(absent, { code: inner.code, message: inner.message }, 'a name that leads inside answers like one that does not exist')
})

t.test('a name that changes its answer after the check gains nothing: connecting uses the answer that was checked', async (t) => {
  const dns = await startDnsServer((_name, nth) => [nth === 1 ? '127.0.0.1' : '127.0.0.2'])
  t.teardown(dns.close)
  let innerRequests = 0
  const port = await serve(t, (_request, reply) => void reply.end('outer'))
  const inner = createServer(() => {
    innerRequests += 1
  })
  inner.listen(port, '127.0.0.2')
  await once(inner, 'listening')
  t.teardown(() => inner.close())
  const outbound = createOutbound({ allow: ['127.0.0.1/32'], dnsServers: [dns.server] })

  const file = await outbound.fetchFile(`http://rebind.test:${port}/`, { maxBytes: 100 })
  t.equal((await buffer(file.body)).toString(), 'outer')
  t.equal(dns.questions('rebind.test'), 1)

  await t.rejects(outbound.checkUrl('http://rebind.test/'), { code: 'address_refused' })
  t.equal(innerRequests, 0)
})
