import { readTextHead } from './read-text-head.ts'

export type TextVerdict = 'svg' | 'HTML' | 'XML' | 'script' | 'unknown' | 'empty' | 'json' | 'text'

/** Bytes that no text holds (WHATWG MIME sniffing, "binary data byte"): controls but tab, line feed, form feed, return and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const binaryByte = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/
/** Elements that make a browser of any age take a text for HTML. Less telling ones (`<p`, `<div`) begin many a Markdown file. */
const htmlStart = /^<(!doctype\s+html|html|head|body|script|iframe|style|title|meta|link|base|object|embed|frameset|form)[\s/>]/i
const rootElement = /^<(?:[a-z_][\w.-]*:)?([a-z_][\w.-]*)[\s/>]/i

/** Tells the kinds of text apart by their beginning; whether any byte of it is binary, `isText` denies. */
export async function sniffText(path: string, { isText }: { isText: boolean }): Promise<TextVerdict> {
  const { text, isUtf16, isEmpty } = await readTextHead(path)
  if (isEmpty) return 'empty'
  // In UTF-16 every other byte may be zero, so there it is characters that are looked at.
  const isBinary = isUtf16 ? binaryByte.test(text) : !isText
  return isBinary ? 'unknown' : verdictOf(text)
}

function verdictOf(text: string): TextVerdict {
  if (text.startsWith('#!')) return 'script'
  const start = text.trimStart()
  if (htmlStart.test(start)) return 'HTML'

  const content = withoutProlog(start)
  if (htmlStart.test(content)) return 'HTML'
  const root = rootElement.exec(content)?.[1]?.toLowerCase()
  if (root === 'svg') return 'svg'
  if (/^<\?(php|=)/i.test(start)) return 'script'
  if (/^<(\?|!doctype)/i.test(start) || /^<[^>]*\sxmlns[:=]/i.test(content)) return 'XML'
  return /^[[{]/.test(start) ? 'json' : 'text'
}

/** What follows the XML declaration, processing instructions, comments and document type, one by one so that no pattern runs over them all. */
function withoutProlog(text: string): string {
  let at = 0
  for (;;) {
    at += text.slice(at).search(/\S|$/)
    const end = endOfPrologPart(text, at)
    if (end === at) return text.slice(at)
    at = end
  }
}

function endOfPrologPart(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at)
  if (text.startsWith('<?', at)) return after(text, '?>', at)
  if (!/^<!doctype/i.test(text.slice(at, at + 9))) return at
  // A document type with an inner part ends at the bracket that closes it.
  const inner = text.indexOf('[', at)
  const close = text.indexOf('>', at)
  return inner >= 0 && inner < close ? after(text, '>', Math.max(at, text.indexOf(']', inner))) : after(text, '>', at)
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}
