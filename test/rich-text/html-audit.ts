import type { Element, Nodes } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

// The HTML parser of parse5, which follows the standard as browsers do, recovery from broken markup included.
const parser = unified().use(rehypeParse, { fragment: true })

const tags = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote ul ol li br strong em u s code sub sup a span figure img figcaption pre table thead tbody tr th td hr'.split(
    ' ',
  ),
)
const attributes = new Set(
  'href src alt width height className dataMissingMedia dataUnknownType dataUnknownMark dataEmbed dataVersoEntry dataVersoMedia dataVersoInline'.split(
    ' ',
  ),
)
const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:', 'ftp:', 'geo:', 'xmpp:'])

/** Everything in a piece of HTML that isn't on the list of what output may hold: elements, attributes, addresses. */
export function unsafeParts(html: string, allowed: { tags?: string[]; attributes?: string[] } = {}): string[] {
  return partsOf(parser.parse(html), {
    tags: new Set([...tags, ...(allowed.tags ?? [])]),
    attributes: new Set([...attributes, ...(allowed.attributes ?? [])]),
  })
}

interface Lists {
  tags: ReadonlySet<string>
  attributes: ReadonlySet<string>
}

function partsOf(node: Nodes, lists: Lists): string[] {
  if (node.type === 'text') return []
  if (node.type === 'root') return node.children.flatMap((child) => partsOf(child, lists))
  return node.type === 'element' ? [...elementParts(node, lists), ...node.children.flatMap((child) => partsOf(child, lists))] : [node.type]
}

function elementParts({ tagName, properties }: Element, lists: Lists): string[] {
  const names = Object.keys(properties)
  return [
    ...(lists.tags.has(tagName) ? [] : [`<${tagName}>`]),
    ...names.filter((name) => !lists.attributes.has(name)).map((name) => `${tagName}[${name}]`),
    ...[properties.href, properties.src].flatMap((url) => (url === undefined || isHarmless(String(url)) ? [] : [`${tagName} → ${url}`])),
  ]
}

/** As a browser would resolve it on a page of a site. */
function isHarmless(url: string): boolean {
  if (!URL.canParse(url, 'https://site.example/page')) return true
  return schemes.has(new URL(url, 'https://site.example/page').protocol)
}
