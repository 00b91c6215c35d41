import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import t from 'tap'
import { readConfig } from '../../apps/cli/src/config.ts'

const goodSecret = Buffer.from('c0ffee1234567890abcdeffedcba09876543210112358d3a99b4e7f60718293a', 'hex').toString('base64url')

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : []
  }
}

t.test('without a variable everything has its default', async (t) => {
  t.match(readConfig({}), {
    databaseUrl: null,
    dataDir: path.resolve('.verso'),
    host: '127.0.0.1',
    port: null,
    hasWorker: true,
    publicUrl: null,
    secret: null,
    trustedProxies: [],
    outboundAllow: [],
    corsOrigins: ['*'],
    caching: {
      cacheBytes: 64 * 1024 * 1024,
      fragmentBytes: 32 * 1024 * 1024,
      sharedMaxAge: 0,
      staleWhileRevalidate: 0,
      tokenAnswers: 'private',
    },
    limits: {
      content: { count: 100, seconds: 1, burst: 200 },
      admin: { count: 1000, seconds: 1, burst: 4000 },
      signIn: { count: 5, seconds: 900 },
    },
    drainMs: 1000,
    owner: null,
  })
})

t.test('lists are separated by commas, addresses lose their closing slash', async (t) => {
  const config = readConfig({
    VERSO_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8',
    VERSO_CORS_ORIGINS: 'https://a.example,https://b.example:8443',
    VERSO_PUBLIC_URL: 'https://cms.example/',
  })
  t.strictSame(config.trustedProxies, ['10.0.0.0/8', 'fd00::/8'])
  t.strictSame(config.corsOrigins, ['https://a.example', 'https://b.example:8443'])
  t.equal(config.publicUrl, 'https://cms.example')
})

t.test('times are seconds, or say what they are in', async (t) => {
  const msOf = (text: string) => readConfig({ VERSO_PIN_WINDOW: text }).pinWindowMs
  t.same(['90', '90s', '30m', '24h', '7d', '0', '500ms'].map(msOf), [90e3, 90e3, 18e5, 864e5, 6048e5, 0, 500])
  t.equal(readConfig({}).pinWindowMs, 864e5)
  for (const text of ['', '24 hours', '-1', 'h', '1.5h']) t.throws(() => msOf(text), /VERSO_PIN_WINDOW/, text)
})

t.test('rate limits are on, off, or said by class', async (t) => {
  const limits = (text: string) => readConfig({ VERSO_RATE_LIMIT: text }).limits
  t.same(limits('off'), { content: null, admin: null, images: null, signIn: null })
  t.same(limits('on'), readConfig({}).limits)
  t.match(limits('content=50/2,burst=70,signin=9/60'), {
    content: { count: 50, seconds: 2, burst: 70 },
    admin: { count: 1000 },
    signIn: { count: 9, seconds: 60 },
  })
  t.match(limits('content=50/2'), { content: { burst: 100 } })
  for (const wrong of [
    '',
    '0',
    'false',
    'of',
    'content=0/1',
    'content=1',
    'burst=5',
    'signin=5/900,burst=9',
    'content=1/1,content=2/1',
    'people=1/1',
  ])
    t.match(faultsOf({ VERSO_RATE_LIMIT: wrong }), [/^VERSO_RATE_LIMIT is "/], wrong)
})

t.test('every wrong variable is told at once, each with what it must be', async (t) => {
  const faults = faultsOf({ VERSO_PORT: 'abc', VERSO_DRAIN_MS: '-1', VERSO_LOG_LEVEL: 'loud', VERSO_PROT: '1' })
  t.equal(faults.length, 4)
  t.match(faults.join('\n'), /VERSO_PROT is not a variable of Verso/)
  t.match(faults.join('\n'), /VERSO_PORT is "abc"; it must be a port number, 0 to 65535/)
  t.match(faults.join('\n'), /VERSO_DRAIN_MS is "-1"/)
  t.match(faults.join('\n'), /VERSO_LOG_LEVEL is "loud"/)
})

t.test('variables of other programs are none of ours', async (t) => {
  t.strictSame(faultsOf({ PORT: 'abc', NODE_ENV: 'x', VERSOX: '1' }), [])
})

t.test('wrong values are refused', async (t) => {
  const wrong: Record<string, string[]> = {
    DATABASE_URL: ['', 'mysql://localhost/x', 'localhost'],
    VERSO_PORT: ['', '65536', '4000.5', '-1'],
    VERSO_CACHE_MB: ['', '-1', '64MB', 'off'],
    VERSO_SHARED_MAX_AGE: ['', '1h'],
    VERSO_TOKEN_ANSWERS: ['', 'on'],
    VERSO_WORKER: ['', 'true', '1'],
    VERSO_HOST: ['', 'http://localhost', 'a b'],
    VERSO_PUBLIC_URL: ['cms.example', 'https://cms.example/admin', 'ftp://cms.example', ''],
    VERSO_TRUSTED_PROXIES: ['', 'false', '0', 'undefined', '10.0.0.1', '10.0.0.0/33', '*'],
    VERSO_OUTBOUND_ALLOW: ['', 'true', '10.0.0.0/8;fd00::/8'],
    VERSO_CORS_ORIGINS: ['', 'false', 'https://a.example/path', '*,https://a.example'],
    VERSO_SECRET: [
      '',
      'false',
      'secret',
      'a'.repeat(43),
      Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64url'),
      `${goodSecret}=`,
    ],
  }
  for (const [name, values] of Object.entries(wrong))
    for (const value of values) t.equal(faultsOf({ [name]: value }).length, 1, `${name}=${value}`)
})

t.test('a secret is never shown', async (t) => {
  const [fault = ''] = faultsOf({ VERSO_SECRET: 'my-very-own-secret' })
  t.match(fault, /^VERSO_SECRET has a value that is not accepted/)
  t.notMatch(fault, /my-very-own/)
})

t.test('a secret may stand in a file, with the line end that editors leave', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'verso-config-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'secret')
  writeFileSync(file, `${goodSecret}\n`)
  t.equal(readConfig({ VERSO_SECRET_FILE: file }).secret?.toString('base64url'), goodSecret)
  t.match(faultsOf({ VERSO_SECRET_FILE: file, VERSO_SECRET: goodSecret })[0], /both set/)
  t.match(faultsOf({ VERSO_SECRET_FILE: path.join(folder, 'absent') })[0], /can't be read/)
  t.match(faultsOf({ VERSO_PORT_FILE: file })[0], /VERSO_PORT_FILE is not a variable/)
})

t.test('the first owner needs both an address and a password', async (t) => {
  t.match(faultsOf({ VERSO_OWNER_EMAIL: 'ada@example.org' })[0], /go together/)
  t.match(faultsOf({ VERSO_OWNER_EMAIL: 'ada@example.org', VERSO_OWNER_PASSWORD: 'short' })[0], /15 to 256 characters/)
  t.strictSame(readConfig({ VERSO_OWNER_EMAIL: 'ada@example.org', VERSO_OWNER_PASSWORD: 'a long enough one' }).owner, {
    email: 'ada@example.org',
    password: 'a long enough one',
  })
})

t.test('mail needs an address that it comes from and one that its links lead to', (t) => {
  t.match(
    faultsOf({ SMTP_URL: 'smtp://127.0.0.1:2525' }).join('\n'),
    /SMTP_URL needs VERSO_MAIL_FROM.*\n?.*SMTP_URL needs VERSO_PUBLIC_URL/,
  )
  const whole = {
    SMTP_URL: 'smtps://user:pass@mail.example.org',
    VERSO_MAIL_FROM: 'Verso <cms@example.org>',
    VERSO_PUBLIC_URL: 'https://cms.example.org',
  }
  t.same(readConfig(whole).mail, { smtpUrl: whole.SMTP_URL, from: whole.VERSO_MAIL_FROM })
  t.equal(readConfig({}).mail, null)
  for (const url of ['mail.example.org', 'http://mail.example.org', 'smtp://']) {
    const [fault = ''] = faultsOf({ ...whole, SMTP_URL: url })
    t.match(fault, /SMTP_URL has a value that is not accepted/)
  }
  for (const from of ['nobody', 'a@b\r\nBcc: c@d']) t.match(faultsOf({ ...whole, VERSO_MAIL_FROM: from })[0], /VERSO_MAIL_FROM/)
  t.end()
})
