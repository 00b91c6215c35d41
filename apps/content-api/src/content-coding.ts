import { promisify } from 'node:util'
import zlib from 'node:zlib'

export type Coding = 'identity' | 'gzip' | 'br' | 'zstd'

/** Below this, headers weigh more than what a coding saves. */
const minBytes = 1024

const gzip = promisify(zlib.gzip)
const brotli = promisify(zlib.brotliCompress)
// Node has zstd since 22.15; without it the coding is not offered.
const zstd: ((body: Buffer) => Promise<Buffer>) | null =
  'zstdCompress' in zlib && typeof zlib.zstdCompress === 'function'
    ? promisify(zlib.zstdCompress as (body: Buffer, done: (error: Error | null, result: Buffer) => void) => void)
    : null

/** What this server offers, best first where the reader likes them equally. */
const offered: Coding[] = zstd === null ? ['br', 'gzip'] : ['zstd', 'br', 'gzip']

/** The coding to answer in: the reader's weights, then our order; identity for small bodies. */
export function chooseCoding(header: string | undefined, bytes: number): Coding {
  if (header === undefined || bytes < minBytes) return 'identity'
  const weights = new Map(
    header.split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1]).find((value) => value !== undefined)
      return [name.trim(), weight === undefined ? 1 : Number(weight)] as const
    }),
  )
  let best: Coding = 'identity'
  let bestWeight = 0
  for (const coding of offered) {
    const weight = weights.get(coding) ?? weights.get('*') ?? 0
    if (weight > bestWeight) {
      best = coding
      bestWeight = weight
    }
  }
  return best
}

export async function encodeBody(body: Buffer, coding: Exclude<Coding, 'identity'>): Promise<Buffer> {
  if (coding === 'gzip') return gzip(body)
  if (coding === 'zstd' && zstd !== null) return zstd(body)
  // Quality 4: close to gzip's time, better than its size; the default of 11 is for files made once.
  return brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } })
}
