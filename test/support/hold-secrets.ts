import { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, InjectOptions, LightMyRequestResponse } from 'fastify'
import { keysOf, mark } from './planted-secrets.ts'

/** Shorter texts are said by chance. */
const shortest = 12
/** Of more than these only the newest are looked for: a test makes few, a law very many. */
const mostSecrets = 60

interface Secret {
  what: string
  /** Where it was given, which may give it again: to who repeats a request, and to who begins anew. */
  givenBy: string
  forms: string[]
}

interface Holding {
  takeLine: (line: string) => void
  /** Something that no answer and no line may hold from here on. */
  plant: (what: string, text: string) => void
  /** Throws for what was found since the last question. */
  settle: () => void
}

/** What no text of a server may hold, whoever asks: what is planted in every place that keeps a secret, and all that a master secret is good for. */
export function secretsOfHouse(master: Buffer | null): Secret[] {
  return [
    { what: 'the hash of a password', givenBy: '', forms: ['$argon2id$', encodeURIComponent('$argon2id$')] },
    { what: 'a planted secret', givenBy: '', forms: [...formsOf(mark), Buffer.from(mark).toString('hex').toUpperCase()] },
    ...(master === null ? [] : keysOf(master)).map(({ what, key }) => ({
      ...{ what, givenBy: '' },
      forms: [...new Set(['hex', 'base64url', 'base64'].map((form) => key.toString(form as 'hex').replace(/=+$/, '')))],
    })),
  ]
}

/** What a text holds of some secrets, with the text around it; null where it holds none. */
export function foundIn(secrets: readonly Secret[], text: string): string | null {
  for (const { what, forms } of secrets) {
    const form = forms.find((one) => text.includes(one))
    if (form !== undefined) return `${what}: …${text.slice(Math.max(0, text.indexOf(form) - 100)).slice(0, 250)}…`
  }
  return null
}

/**
 * From here on every answer, asked for by `inject` or over a connection, and every line of the log is searched for secrets: hashes of
 * passwords, what is planted, the master secret and its keys, and all credentials that were seen on their way, which are in no answer but
 * the one that gave them. As they are, and in hexadecimal, base64 or as part of an address. What is found fails the test.
 */
export function holdSecrets(app: FastifyInstance, master: Buffer): Holding {
  const always = secretsOfHouse(master)
  const learnt: Secret[] = []
  const faults: string[] = []

  function learn(secrets: readonly { what: string; text: unknown }[], givenBy: string): void {
    for (const { what, text } of secrets) {
      if (typeof text !== 'string' || text.length < shortest) continue
      const forms = formsOf(text)
      if (learnt.some((known) => known.forms[0] === forms[0])) continue
      learnt.push({ what, givenBy, forms })
      if (learnt.length > mostSecrets) learnt.shift()
    }
  }

  function settle(): void {
    const [fault] = faults.splice(0)
    if (fault !== undefined) throw new Error(fault)
  }

  const inject = app.inject.bind(app) as (options: InjectOptions | string) => Promise<LightMyRequestResponse>
  const checked = async (options: InjectOptions | string) => {
    const reply = await inject(options)
    const asked = typeof options === 'string' ? { url: options } : options
    const route = `${asked.method ?? 'GET'} ${String(asked.url).split('?', 1)[0]}`
    // Of one session in one second there is one access token, whichever answer gives it.
    const body = String(reply.body ?? '').replace(/"accessToken":"[^"]*"/, '')
    const others = learnt.filter(({ givenBy }) => givenBy !== route)
    const found = foundIn([...always, ...others], `${JSON.stringify(reply.headers)}\n${body}`)
    if (found !== null) throw new Error(`${route} answered ${reply.statusCode} with ${found}`)
    if (reply.statusCode < 300) learn([...secretsOfQuestion(asked), ...secretsOfAnswer(reply)], route)
    settle()
    return reply
  }
  app.inject = checked as typeof app.inject
  app.addHook('onRequest', async ({ method, url, raw }, reply) => {
    if (!(raw.socket instanceof Socket)) return
    // What was learnt on its way is left out: over a connection nobody knows which answer gave it.
    overhear(reply, (text) => {
      const found = foundIn(always, text)
      if (found !== null) faults.push(`${method} ${url} answered with ${found}`)
    })
  })
  return {
    plant: (what, text) => void always.push({ what, givenBy: '', forms: formsOf(text) }),
    takeLine(line) {
      const found = foundIn([...always, ...learnt], line)
      if (found !== null) faults.push(`The log has a line with ${found}`)
    },
    settle,
  }
}

/** Tells what goes out over a connection: the headers, then the body piece by piece, each with the end of the one before. */
function overhear({ raw }: FastifyReply, tell: (text: string) => void): void {
  let end = ''
  const take = (piece: unknown) => {
    if (typeof piece !== 'string' && !(piece instanceof Uint8Array)) return
    const text = end + Buffer.from(piece as string).toString('latin1')
    tell(text)
    end = text.slice(-200)
  }
  const { writeHead, write, end: finish } = raw
  raw.writeHead = function (this: typeof raw, ...given: unknown[]) {
    tell(JSON.stringify([given, raw.getHeaders()]))
    return Reflect.apply(writeHead, this, given)
  } as typeof writeHead
  raw.write = function (this: typeof raw, ...given: unknown[]) {
    take(given[0])
    return Reflect.apply(write, this, given)
  } as typeof write
  raw.end = function (this: typeof raw, ...given: unknown[]) {
    take(given[0])
    return Reflect.apply(finish, this, given)
  } as typeof finish
}

/** All spellings that a text could be hidden in. */
export function formsOf(text: string): string[] {
  const bytes = Buffer.from(text)
  // Inside of a longer text it may begin at any of three places; the ends depend on what stands around it.
  const encoded = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '')
    return whole.slice(before === 0 ? 0 : before + 1, -1)
  })
  const urlSafe = encoded.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))
  return [...new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), bytes.toString('hex'), ...encoded, ...urlSafe])]
}

/** Passwords, and what the request was made with. */
function secretsOfQuestion({ payload, headers = {} }: InjectOptions): { what: string; text: unknown }[] {
  const { password, clientSecret } = memberOf(payload)
  const passwords = typeof password === 'object' && password !== null ? Object.values(password) : [password]
  const authorization = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  return [
    ...passwords.map((text) => ({ what: 'a password', text })),
    { what: 'the secret of a provider', text: clientSecret },
    { what: 'the credential of a request', text: String(authorization ?? '').replace(/^bearer +/i, '') },
  ]
}

function memberOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value) ? (value as Record<string, unknown>) : {}
}

/** What is given once, by the names that the contract has for it. */
function secretsOfAnswer({ headers, body, cookies }: LightMyRequestResponse): { what: string; text: unknown }[] {
  const refresh = cookies.map(({ value }) => ({ what: 'a refresh token', text: value }))
  if (!String(headers['content-type'] ?? '').startsWith('application/json') || !givesSecret.test(body ?? '')) return refresh
  const { accessToken, token, secret, recoveryCodes, invitationUrl, url } = memberOf(JSON.parse(body))
  return [
    ...refresh,
    { what: 'an access token', text: accessToken },
    { what: 'a token', text: token },
    { what: 'the secret of a second factor', text: secret },
    ...(Array.isArray(recoveryCodes) ? recoveryCodes : []).map((text) => ({ what: 'a recovery code', text })),
    { what: 'the code of an invitation', text: /#token=(.+)$/.exec(String(invitationUrl))?.[1] },
    { what: 'the credential of a preview', text: /[?&]preview=([^&]+)/.exec(String(url))?.[1] },
  ]
}

const givesSecret = /"(?:accessToken|token|secret|recoveryCodes|invitationUrl)":|[?&]preview=/
