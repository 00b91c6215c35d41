import { foldWordLists } from './word-lists.ts'

/**
 * HTML from word processors, said with elements: they write emphasis as styles, lists as paragraphs, and wrap the whole in an element
 * that means nothing. What is left of fonts and colours is dropped later.
 */
export function tidyClipboardHtml(html: string): string {
  // A style sheet would be applied to nothing, and reported as one that the content security policy forbids.
  const { body } = new DOMParser().parseFromString(html.replaceAll(/<style\b[\s\S]*?<\/style\s*>/gi, ''), 'text/html')
  unwrapDocument(body)
  foldWordLists(body)
  for (const [selector, tag] of namedParagraphs) for (const element of body.querySelectorAll(selector)) rename(element, tag)
  for (const element of body.querySelectorAll<HTMLElement>('span[style], p[style] > font[style]')) emphasise(element)
  return body.innerHTML
}

/** What Word calls a title or a quote is a paragraph with a class. */
const namedParagraphs: [selector: string, tag: string][] = [
  ['p.MsoTitle', 'h1'],
  ['p.MsoSubtitle', 'h2'],
  ['p.MsoQuote, p.MsoIntenseQuote', 'blockquote'],
]

/** Google Docs puts all of it into a `b` that isn't bold. */
function unwrapDocument(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>('b, strong')) {
    if (element.id.startsWith('docs-internal-guid') || element.style.fontWeight === 'normal' || element.style.fontWeight === '400')
      element.replaceWith(...element.childNodes)
  }
}

function emphasise(element: HTMLElement): void {
  const { fontWeight, fontStyle, textDecorationLine, textDecoration, verticalAlign } = element.style
  const line = `${textDecorationLine} ${textDecoration}`
  const isInLink = element.closest('a') !== null || element.querySelector('a') !== null
  const tags = [
    fontWeight === 'bold' || fontWeight === 'bolder' || Number(fontWeight) >= 600 ? 'strong' : null,
    fontStyle === 'italic' ? 'em' : null,
    line.includes('line-through') ? 's' : null,
    // Links are underlined anyway.
    line.includes('underline') && !isInLink ? 'u' : null,
    verticalAlign === 'super' ? 'sup' : verticalAlign === 'sub' ? 'sub' : null,
  ]
  // A heading is bold by itself.
  const isInHeading = element.closest('h1, h2, h3, h4, h5, h6') !== null
  for (const tag of tags) if (tag !== null && !(tag === 'strong' && isInHeading)) wrapInside(element, tag)
}

function wrapInside(element: HTMLElement, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

function rename(element: Element, tag: string): void {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
}
