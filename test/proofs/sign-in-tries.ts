import { goodPassword } from '../support/test-app.ts'
import { anAccount, type Heard, type House, servers } from './session-house.ts'

/** An address may fail so often, an account from one address so often; what comes then isn't looked at. */
const limits = { pair: 5, address: 20 }

/** What somebody may say of where they come from; none of it is believed. */
const spoofed: ((n: number) => Record<string, string>)[] = [
  (n) => ({ 'x-forwarded-for': `198.51.100.${n % 250}` }),
  (n) => ({ 'x-forwarded-for': `203.0.113.${n % 250}, 127.0.0.1` }),
  (n) => ({ forwarded: `for=198.51.100.${n % 250};proto=https` }),
  (n) => ({ forwarded: `for="[2001:db8::${n.toString(16)}]"` }),
  (n) => ({ 'x-real-ip': `198.51.100.${n % 250}` }),
  (n) => ({ 'true-client-ip': `198.51.100.${n % 250}`, 'cf-connecting-ip': `198.51.100.${n % 250}` }),
  (n) => ({ 'x-client-ip': `10.0.0.${n % 250}`, 'x-cluster-client-ip': `10.0.0.${n % 250}` }),
  (n) => ({ 'x-forwarded-for': `127.0.0.1, 10.${n % 250}.0.1`, 'x-forwarded-host': 'localhost', via: `1.1 proxy-${n}` }),
]

/**
 * Wrong sign-ins from one address that says each time that it is another: refused as often as they would be otherwise, and no
 * sooner, at two servers that count together. */
export async function runSpoofedTries(house: House, tries: number): Promise<{ tries: number; faults: string[] }> {
  const accounts = await Promise.all(Array.from({ length: 4 }, () => anAccount(house, ['viewer'])))
  const emails = [...accounts.map(({ email }) => email), 'nobody@example.org', 'no address at all']
  const faults: string[] = []
  const failures = new Map<string, number>()
  let all = 0
  for (let n = 0; n < tries; n += 1) {
    // The first one until it is full, then all in turn.
    const email = emails[n < 8 ? 0 : n % emails.length] ?? ''
    const isRefused = all >= limits.address || (failures.get(email) ?? 0) >= limits.pair
    const headers = spoofed[n % spoofed.length]?.(n) ?? {}
    const { status, headers: told } = await house.ask(n % servers.length, {
      method: 'POST',
      path: '/admin/v1/sessions',
      body: { email, password: 'not the right one' },
      headers,
    })
    const expected = isRefused ? 429 : 401
    if (!isRefused) {
      failures.set(email, (failures.get(email) ?? 0) + 1)
      all += 1
    }
    if (status !== expected) faults.push(`try ${n} with ${Object.keys(headers)}: ${status}, expected ${expected}`)
    else if (isRefused && !(Number(told['retry-after']) > 0)) faults.push(`try ${n}: no Retry-After`)
  }
  const right = await house.ask(0, {
    method: 'POST',
    path: '/admin/v1/sessions',
    body: { email: accounts[1]?.email, password: goodPassword },
  })
  if (right.status !== 429) faults.push(`The right password at an address that is shut: ${right.status}`)
  return { tries, faults }
}

export interface EqualWork {
  rounds: number
  /** Times of each against those of a known account, as medians over the rounds. */
  ratios: Record<string, number>
  faults: string[]
}

/** Half as long or twice as long would be seen from outside; the machine's own noise stays well below that in medians of pairs. */
const widest = 1.3

/** Unknown, disabled and invited accounts are answered like a wrong password, byte by byte, and after as much work. */
export async function runEqualWork(house: House, rounds: number): Promise<EqualWork> {
  const known = await anAccount(house, ['viewer'])
  const disabled = await anAccount(house, ['viewer'])
  await house.store.users.update(disabled.id, { status: 'disabled' })
  const invited = await anAccount(house, ['viewer'])
  await house.store.users.update(invited.id, { status: 'invited', passwordHash: null })
  const claims: Record<string, { email: string; password: string }> = {
    known: { email: known.email, password: 'not the right one' },
    unknown: { email: `${'a'.repeat(36)}@example.org`, password: 'not the right one' },
    disabled: { email: disabled.email, password: goodPassword },
    invited: { email: invited.email, password: goodPassword },
    'no address': { email: 'no address at all', password: 'not the right one' },
  }
  const times: Record<string, number[]> = {}
  const answers = new Map<string, string>()
  const faults: string[] = []
  for (let round = 0; round < rounds; round += 1)
    for (const [name, body] of inTurn(Object.entries(claims), round)) {
      const began = performance.now()
      const heard = await house.ask(0, { method: 'POST', path: '/admin/v1/sessions', body })
      times[name] = [...(times[name] ?? []), performance.now() - began]
      answers.set(name, plain(heard))
    }
  for (const [name, answer] of answers) if (answer !== answers.get('known')) faults.push(`${name} is answered otherwise: ${answer}`)
  const ratios = Object.fromEntries(Object.keys(claims).map((name) => [name, medianRatio(times[name] ?? [], times.known ?? [])]))
  for (const [name, ratio] of Object.entries(ratios))
    if (ratio > widest || ratio < 1 / widest) faults.push(`${name} takes ${ratio.toFixed(2)} times as long as a known account`)
  return { rounds, ratios, faults }
}

/** Each round begins with another one, so that none always comes after the same. */
function inTurn<T>(all: T[], round: number): T[] {
  const start = round % all.length
  return [...all.slice(start), ...all.slice(0, start)]
}

/** Of each round by itself: what slows a moment down slows both. */
function medianRatio(one: number[], other: number[]): number {
  const ratios = one.map((time, index) => time / (other[index] ?? time)).sort((a, b) => a - b)
  return ratios[Math.floor(ratios.length / 2)] ?? 1
}

function plain({ status, headers, body }: Heard): string {
  const { date: _date, 'x-request-id': _id, ...rest } = headers
  return JSON.stringify([status, rest, { ...body, instance: '' }])
}
