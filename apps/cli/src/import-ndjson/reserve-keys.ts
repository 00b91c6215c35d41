import { createReadStream } from 'node:fs'
import { type Context, reserveImportIds } from '@verso/core'
import { ndjsonLines } from '@verso/http'

export interface Keys {
  /** Lines with something in them. */
  lines: number
  /** Numbers of the lines whose key a line before has. */
  repeated: ReadonlySet<number>
}

const atOnce = 5_000

/** Gives each key of a file its id, which it keeps over all imports of the source. */
export async function reserveKeys(ctx: Context, file: string, source: string): Promise<Keys> {
  const seen = new Set<string>()
  const repeated = new Set<number>()
  let lines = 0
  let next: string[] = []
  const reserve = async () => {
    if (next.length > 0) await reserveImportIds(ctx, { source, keys: next, kind: 'entry' })
    next = []
  }
  for await (const { number, value } of ndjsonLines(createReadStream(file))) {
    lines += 1
    const key = typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined
    if (typeof key !== 'string') continue
    if (seen.has(key)) repeated.add(number)
    else next.push(key)
    seen.add(key)
    if (next.length === atOnce) await reserve()
  }
  await reserve()
  return { lines, repeated }
}
