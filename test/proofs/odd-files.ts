import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Files that are whole, and what can be done to them. The same seed gives the same files. */
export async function createOddFiles(seed: number) {
  const whole = await wholeFiles()
  let state = seed >>> 0
  /** A whole number below a bound (mulberry32). */
  function below(bound: number): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, bound)
  }
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T

  const changes: ((content: Buffer) => Buffer)[] = [
    (content) => content,
    (content) => content.subarray(0, below(content.length)),
    (content) => flipped(content, 1 + below(8)),
    (content) => Buffer.concat([content, Buffer.from('<script>alert(1)</script>')]),
    (content) =>
      Buffer.concat([
        Buffer.from(pick(['GIF89a', '%PDF-1.4\n', '<svg xmlns="http://www.w3.org/2000/svg">', '\ufeff', '#!/bin/sh\n', 'PK\x03\x04'])),
        content,
      ]),
    (content) => Buffer.concat([content.subarray(0, below(content.length)), pick(Object.values(whole)).subarray(below(100))]),
    (content) => Buffer.concat([content, content]),
    () => hugePng(1 + below(60_000), 1 + below(60_000)),
    () => Buffer.from(Array.from({ length: below(400) }, () => below(256))),
  ]

  function flipped(content: Buffer, times: number): Buffer {
    const copy = Buffer.from(content)
    for (let time = 0; time < times; time += 1) {
      const at = below(copy.length)
      copy.writeUInt8(copy.readUInt8(at) ^ (1 << below(8)), at)
    }
    return copy
  }

  return {
    below,
    next(): { name: string; content: Buffer } {
      const [source, content] = pick(Object.entries(whole))
      const ending = below(2) === 0 ? source : pick([...Object.keys(whole), 'html', 'exe', 'svg'])
      return { name: `file.${ending}`, content: pick(changes)(content) }
    },
  }
}

async function wholeFiles(): Promise<Record<string, Buffer>> {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
  const formats = { jpg: 'jpeg', png: 'png', webp: 'webp', gif: 'gif', avif: 'avif', tif: 'tiff' } as const
  const pictures = await Promise.all(
    Object.entries(formats).map(async ([name, format]) => [name, await picture.clone().toFormat(format).toBuffer()] as const),
  )
  return {
    ...Object.fromEntries(pictures),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'),
    pdf: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
    txt: Buffer.from('Some words, and some more of them.'),
    json: Buffer.from('{"a":[1,2,3]}'),
    html: Buffer.from('<!doctype html><script>alert(1)</script>'),
    mp3: Buffer.concat([Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x00'), Buffer.alloc(200, 0xff)]),
  }
}

/** A few bytes that say they are a picture of any size. */
function hugePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const covered = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(covered))
  return Buffer.concat([length, covered, sum])
}
