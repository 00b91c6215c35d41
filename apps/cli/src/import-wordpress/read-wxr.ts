import { createWxrParser, type WxrElement, type WxrParser } from './wxr-parser.ts'
import { authorOf, itemOf, termOf, type WxrRecord } from './wxr-records.ts'

/**
 * The records of a WordPress export, the site first, as the file is read. Ends with a `WxrError` at the first place that shows
 * the file to be damaged, hostile or something else.
 */
export async function* readWxr(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<WxrRecord> {
  const elements: WxrElement[] = []
  const parser: WxrParser = createWxrParser((element) => elements.push(element))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const site = new Map<string, string>()
  let isSiteKnown = false

  function* recordsOf(found: WxrElement[]): Generator<WxrRecord> {
    for (const element of found) {
      const record = recordOf(element)
      if (record === null) {
        if (!isSiteKnown) site.set(element.name, element.text.trim())
        continue
      }
      if (!isSiteKnown) yield siteOf()
      yield record
    }
  }

  function siteOf(): WxrRecord {
    const version = site.get('wp:wxr_version')
    if (version === undefined) parser.fail('This is no WordPress export: the channel does not say its wp:wxr_version')
    isSiteKnown = true
    const named = (name: string) => site.get(name) ?? ''
    return {
      kind: 'site',
      title: named('title'),
      link: named('link'),
      language: named('language'),
      blogUrl: named('wp:base_blog_url') || named('link'),
      version,
    }
  }

  function decode(chunk?: Uint8Array): string {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch {
      return parser.fail('The file is not valid UTF-8 soon after this place')
    }
  }

  for await (const chunk of chunks) {
    parser.write(decode(chunk))
    yield* recordsOf(elements.splice(0))
  }
  parser.write(decode())
  parser.close()
  yield* recordsOf(elements.splice(0))
  if (!isSiteKnown) yield siteOf()
}

function recordOf(element: WxrElement): WxrRecord | null {
  if (element.name === 'item') return itemOf(element)
  if (element.name === 'wp:author') return authorOf(element)
  return ['wp:category', 'wp:tag', 'wp:term'].includes(element.name) ? termOf(element) : null
}
