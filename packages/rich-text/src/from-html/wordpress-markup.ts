import type { Draft } from './frame.ts'
import type { Tally } from './tally.ts'

interface Shortcode {
  start: number
  end: number
  name: string
  attributes: string
  isClosing: boolean
}

const shortcode = /\[(\/?)([a-zA-Z][\w-]{0,63})((?:\s[^[\]]*)?)\]/g
const known = ['caption', 'wp_caption', 'embed', 'gallery', 'audio', 'video']

/** HTML in place of the shortcodes that say what they hold; all others stay as the text that they are, and are counted. */
export function expandShortcodes(html: string, { attachedImages }: { attachedImages: readonly string[] }, tally: Tally): string {
  const codes = [...html.matchAll(shortcode)]
    .map(
      (match): Shortcode => ({
        start: match.index,
        end: match.index + match[0].length,
        name: match[2] ?? '',
        attributes: match[3] ?? '',
        isClosing: match[1] === '/',
      }),
    )
    .filter(({ start, end }) => html[start - 1] !== '[' || html[end] !== ']')
  const names = new Set(codes.filter(({ isClosing }) => isClosing).map(({ name }) => name))
  let expanded = ''
  let done = 0
  for (const [index, code] of codes.entries()) {
    if (code.start < done || code.isClosing) continue
    const next = codes[index + 1]
    const closing = next?.isClosing === true && next.name === code.name ? next : null
    const replacement = expand(code, closing === null ? '' : html.slice(code.end, closing.start), attachedImages)
    if (replacement !== null) {
      expanded += html.slice(done, code.start) + replacement
      done = (closing ?? code).end
    } else if (known.includes(code.name) || code.attributes.includes('=') || names.has(code.name)) {
      tally.add('shortcodes (kept as text)', code.name)
    }
  }
  return expanded + html.slice(done)
}

function expand({ name, attributes }: Shortcode, content: string, attachedImages: readonly string[]): string | null {
  if (name === 'caption' || name === 'wp_caption') return content === '' ? null : captioned(attributes, content)
  if (name === 'gallery') return gallery(attributes, attachedImages)
  if (!known.includes(name)) return null
  const url = /https?:\/\/[^\s"'<>[\]]+/.exec(`${attributes} ${content}`)?.[0]
  return url === undefined ? null : `\n\n<p>${url}</p>\n\n`
}

/** `[caption]` holds a picture, perhaps in a link, and then its words; older ones have the words in an attribute. */
function captioned(attributes: string, content: string): string {
  const image = content.search(/<img\b/i)
  const tagEnd = image === -1 ? -1 : content.indexOf('>', image)
  const link = tagEnd === -1 ? null : /^\s*<\/a>/i.exec(content.slice(tagEnd + 1))
  const end = tagEnd + 1 + (link?.[0].length ?? 0)
  const words = content.slice(end).trim() || attributeOf(attributes, 'caption')
  return `<figure>${content.slice(0, end)}<figcaption>${words}</figcaption></figure>`
}

function gallery(attributes: string, attachedImages: readonly string[]): string | null {
  const named = (attributeOf(attributes, 'ids') || attributeOf(attributes, 'include')).split(',').map((id) => id.trim())
  const ids = named.filter((id) => /^\d{1,18}$/.test(id))
  const all = ids.length === 0 ? attachedImages : ids
  return all.length === 0 ? null : `\n\n<figure>${all.map((id) => `<img data-attachment-id="${id}">`).join('')}</figure>\n\n`
}

function attributeOf(attributes: string, name: string): string {
  const value = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`).exec(attributes)
  return value?.[1] ?? value?.[2] ?? value?.[3] ?? ''
}

/** WordPress shows what an address points at where it stands alone in a paragraph. */
export function embedLoneAddresses(blocks: readonly Draft[]): Draft[] {
  return blocks.map((block) => {
    const [child, more] = Array.isArray(block.children) ? (block.children as Draft[]) : []
    if (child === undefined || more !== undefined || block.style !== 'normal' || block.listItem !== undefined) return block
    const text = String(child.text).trim()
    const isPlain = Array.isArray(child.marks) && child.marks.length === 0
    return isPlain && /^https?:\/\/[^\s<>"]+$/.test(text) && URL.canParse(text) ? { _type: 'embed', url: text } : block
  })
}
