import type { Schema } from 'hast-util-sanitize'

/** Elements that go together with what is in them, and what a report calls them. */
export const droppedElements: Readonly<Record<string, string>> = {
  script: 'scripts',
  style: 'style sheets',
  noscript: 'texts for browsers without scripts',
  template: 'templates',
  svg: 'drawings (svg)',
  math: 'formulas (MathML)',
  form: 'forms',
}

const harmless = ['http', 'https', 'mailto', 'tel', 'sms', 'ftp', 'geo', 'xmpp']

/** What is let in before anything is read from it: no scripts, no handlers, no styles. Elements that aren't named here leave their content. */
export const htmlSchema: Schema = {
  strip: Object.keys(droppedElements),
  tagNames: [
    ...[
      'p',
      'div',
      'section',
      'article',
      'header',
      'footer',
      'main',
      'aside',
      'nav',
      'address',
      'center',
      'details',
      'summary',
      'fieldset',
      'legend',
    ],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'hr', 'br', 'ul', 'ol', 'menu', 'li', 'dl', 'dt', 'dd'],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'figure', 'figcaption'],
    ...['img', 'iframe', 'video', 'audio', 'source', 'embed', 'object'],
    ...[
      'a',
      'b',
      'strong',
      'i',
      'em',
      'cite',
      'dfn',
      'var',
      'u',
      'ins',
      's',
      'strike',
      'del',
      'code',
      'kbd',
      'samp',
      'tt',
      'sub',
      'sup',
      'q',
    ],
  ],
  attributes: {
    '*': ['className'],
    a: ['href'],
    img: ['src', 'alt', 'title', 'width', 'dataAttachmentId', 'dataId'],
    iframe: ['src'],
    video: ['src'],
    audio: ['src'],
    source: ['src'],
    embed: ['src'],
    object: ['data'],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan'],
  },
  protocols: { href: harmless, src: ['http', 'https'], data: ['http', 'https'] },
  clobber: [],
}
