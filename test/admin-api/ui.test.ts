import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { testApp } from '../support/test-app.ts'

function builtUi(t: Test): string {
  const dir = mkdtempSync(join(tmpdir(), 'verso-ui-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true }))
  mkdirSync(join(dir, 'assets'))
  writeFileSync(
    join(dir, 'index.html'),
    '<meta name="csp-nonce" content="__CSP_NONCE__"><script src="/admin/assets/main-1a2b.js"></script>',
  )
  writeFileSync(join(dir, 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(join(dir, 'secret.txt'), 'not part of the page')
  return dir
}

t.test('every address of the UI gives its page, with a nonce of its own in page and policy', async (t) => {
  const { app } = await testApp(t, { uiDir: builtUi(t) })
  const nonces = new Set<string>()
  for (const url of ['/admin', '/admin/', '/admin/content/article/new', '/admin/setup', '/admin/secret.txt', '/admin/v1x']) {
    const reply = await app.inject(url)
    t.equal(reply.statusCode, 200, url)
    t.match(reply.headers, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    const nonce = /content="([^"]+)"/.exec(reply.body)?.[1] ?? ''
    const policy = String(reply.headers['content-security-policy'])
    t.ok(nonce.length >= 24 && policy.includes(`style-src 'self' 'nonce-${nonce}'`), url)
    t.match(policy, /^default-src 'none'; script-src 'self';/)
    t.match(policy, /frame-ancestors 'none'/)
    nonces.add(nonce)
  }
  t.equal(nonces.size, 6)
})

t.test('built files are kept for ever; what lies beside them is not given', async (t) => {
  const { app } = await testApp(t, { uiDir: builtUi(t) })
  const file = await app.inject('/admin/assets/main-1a2b.js')
  t.match([file.statusCode, file.body, file.headers['cache-control']], [200, 'export {}', 'public, max-age=31536000, immutable'])
  t.match((await app.inject('/admin/assets/other.js')).json(), { status: 404, code: 'not_found' })
  t.equal((await app.inject('/admin/assets/..%2fsecret.txt')).statusCode, 404)
  t.equal((await app.inject('/')).headers.location, '/admin')
})

t.test('what is the API stays the API', async (t) => {
  const { app } = await testApp(t, { uiDir: builtUi(t) })
  t.match((await app.inject('/admin/v1/nothing')).json(), { status: 404, code: 'not_found' })
  t.match((await app.inject('/admin/v1')).json(), { status: 404 })
  t.match((await app.inject({ method: 'POST', url: '/admin/v1/nothing' })).json(), { status: 404 })
  t.match((await app.inject({ method: 'POST', url: '/admin/content' })).headers, { allow: 'GET, HEAD' })
  t.match((await app.inject('/elsewhere')).json(), { status: 404 })
  const read = await app.inject('/admin/v1/entries/some/publish')
  t.match([read.statusCode, read.json().code, read.headers.allow], [405, 'method_not_allowed', 'POST'])
  t.match((await app.inject('/admin/v1/tokens/')).json(), { status: 404 })
})
