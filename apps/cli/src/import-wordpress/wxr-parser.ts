import { SaxesParser, type SaxesTagNS } from 'saxes'
import { WxrError } from './wxr-error.ts'

/** An element below the channel, with everything in it. */
export interface WxrElement {
  /** With the prefix that WordPress uses for the namespace, whatever prefix the file uses; `?` for an unknown one. */
  name: string
  attributes: Record<string, string>
  text: string
  children: WxrElement[]
  line: number
}

// Bounds on what a file can make us hold at a time. The largest posts are some megabytes; WXR is six levels deep.
const maxNodeLength = 16 * 1024 * 1024
const maxElementLength = 64 * 1024 * 1024
const maxDepth = 32
const sliceLength = 65_536

type XmlParser = SaxesParser<{ xmlns: true; position: true }>

const namespaces: [RegExp, string][] = [
  [/^$/, ''],
  [/^https?:\/\/wordpress\.org\/export\/\d+\.\d+\/$/, 'wp:'],
  [/^https?:\/\/wordpress\.org\/export\/\d+\.\d+\/excerpt\/$/, 'excerpt:'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/$/, 'content:'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\/$/, 'dc:'],
]

export interface WxrParser {
  write: (text: string) => void
  close: () => void
  /** Refuses the file, at the place that was reached. */
  fail: (message: string) => never
}

/** Hands over each child of the channel when it is complete. Refuses what no export holds: document types, entities, other roots. */
export function createWxrParser(emit: (element: WxrElement) => void): WxrParser {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const tree = elementTree(parser, { emit, fail })
  let isEnding = false

  function fail(message: string): never {
    throw new WxrError(message, { line: parser.line, column: parser.column + 1 })
  }

  parser.on('error', (error) => fail(isEnding ? 'The file ends before it is complete' : sentenceOf(error.message)))
  parser.on('doctype', () =>
    fail('The file declares a document type or entities of its own, which no WordPress export does; it is refused'),
  )
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding))
      fail(`The file says that it is in ${encoding}; only UTF-8 can be read`)
  })

  return {
    fail,
    write(chunk) {
      for (let from = 0; from < chunk.length; from += sliceLength) {
        parser.write(chunk.slice(from, from + sliceLength))
        if (parser.position - tree.nodeAt() > maxNodeLength) fail('A single text is longer than 16 million characters')
        if (parser.position - tree.elementAt() > maxElementLength) fail('A single item is longer than 64 million characters')
      }
    },
    close() {
      isEnding = true
      parser.close()
    },
  }
}

interface ElementTree {
  /** Where the text, tag or comment at hand begins. */
  nodeAt: () => number
  /** Where the child of the channel at hand begins; between two of them, here. */
  elementAt: () => number
}

/** Puts the parser's events together to elements, never more than one child of the channel at a time. */
function elementTree(
  parser: XmlParser,
  { emit, fail }: { emit: (element: WxrElement) => void; fail: (message: string) => never },
): ElementTree {
  const open: WxrElement[] = []
  let nodeAt = 0
  let elementAt = 0

  parser.on('opentag', (tag) => {
    nodeAt = parser.position
    const name = nameOf(tag)
    if (open.length === 0 && name !== 'rss') fail(`This is no WordPress export: it begins with <${tag.name}>, not with <rss>`)
    if (open.length >= maxDepth) fail(`Elements are nested more than ${maxDepth} levels deep`)
    if (open.length === 2) elementAt = parser.position
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(({ local, value }) => [local, value]))
    open.push({ name, attributes, text: '', children: [], line: parser.line })
  })
  parser.on('closetag', () => {
    nodeAt = parser.position
    const element = open.pop()
    const parent = open.at(-1)
    if (element === undefined || parent === undefined) return
    // What is below the channel is handed over and forgotten, so that a file of any length fits.
    if (open.length > 2) parent.children.push(element)
    else if (open.length === 2 && parent.name === 'channel') emit(element)
  })
  const onText = (text: string) => {
    nodeAt = parser.position
    const element = open.at(-1)
    if (element !== undefined && open.length > 2) element.text += text
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('comment', () => {
    nodeAt = parser.position
  })
  return { nodeAt: () => nodeAt, elementAt: () => (open.length > 2 ? elementAt : parser.position) }
}

function nameOf({ uri, local }: SaxesTagNS): string {
  const prefix = namespaces.find(([pattern]) => pattern.test(uri))?.[1]
  return prefix === undefined ? '?' : prefix + local
}

function sentenceOf(message: string): string {
  const reason = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '')
  if (/undefined entity/.test(reason)) return 'The file uses an entity that XML does not know; entities of its own are refused'
  return `The file is not well-formed XML: ${reason}`
}
