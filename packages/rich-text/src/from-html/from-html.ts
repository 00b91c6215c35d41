import type { Root, RootContent } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import type { RichText } from '../tree.ts'
import { createBlockWriter } from './block-writer.ts'
import type { Draft, Frame } from './frame.ts'
import { withContentKeys } from './content-keys.ts'
import { convertElement } from './convert-element.ts'
import { countDropped } from './count-dropped.ts'
import { fitDrafts } from './fit-drafts.ts'
import type { FromHtmlOptions, HtmlRun } from './html-run.ts'
import { htmlSchema } from './html-schema.ts'
import { createTally, type NotCarriedOver, type Tally } from './tally.ts'
import { embedLoneAddresses, expandShortcodes } from './wordpress-markup.ts'

export interface FromHtmlResult {
  value: RichText
  notCarriedOver: NotCarriedOver[]
}

/**
 * A rich text from HTML of any origin. It never throws, keeps every word that a reader would see, and says what it could not
 * keep. The same HTML gives the same tree, keys included.
 */
export function fromHtml(html: string, options: FromHtmlOptions = {}): FromHtmlResult {
  const tally = createTally()
  const source = cleanText(html)
  const text = options.wordpress === undefined ? source : expandShortcodes(source, options.wordpress, tally)
  const drafts = convert(text, options, tally)
  const blocks = options.wordpress === undefined ? drafts : embedLoneAddresses(drafts)
  const fitting = options.schema === undefined ? blocks : fitDrafts(blocks, options.schema)
  return { value: withContentKeys(fitting), notCarriedOver: tally.list() }
}

const parser = unified().use(rehypeParse, { fragment: true })

function convert(html: string, options: FromHtmlOptions, tally: Tally): Draft[] {
  try {
    const parsed = parser.parse(html)
    countDropped(parsed, tally)
    const tree = sanitize(parsed, htmlSchema)
    const run: HtmlRun = { writer: createBlockWriter(), options, tally, walk, caption: null }
    walk('children' in tree ? (tree as Root).children : [], { ...plainFrame, space: spaceOf(html, options) }, run)
    return run.writer.finish()
  } catch (error) {
    // Elements some thousand levels deep exhaust the stack in the parser already; no document of people looks like that.
    if (!(error instanceof RangeError)) throw error
    tally.add('markup that is nested too deeply (kept as plain text)')
    return plainParagraphs(html)
  }
}

const plainFrame: Frame = { style: 'normal', marks: [], link: null, list: null, item: null, space: 'collapse', isInCell: false }

/** Content of the block editor is HTML; older content has blank lines and line breaks for paragraphs, as WordPress shows them. */
function spaceOf(html: string, { wordpress }: FromHtmlOptions): Frame['space'] {
  return wordpress === undefined || html.includes('<!-- wp:') ? 'collapse' : 'paragraphs'
}

function walk(nodes: readonly RootContent[], frame: Frame, run: HtmlRun): void {
  for (const node of nodes) {
    if (node.type === 'text') run.writer.text(node.value, frame)
    else if (node.type === 'element') convertElement(node, frame, run)
  }
}

/** One kind of line ending, and nothing that can't be stored. */
function cleanText(html: string): string {
  // With the flag `u`, a whole pair is one character and isn't matched.
  return html
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\u0000', '')
    .replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD')
}

function plainParagraphs(html: string): Draft[] {
  const writer = createBlockWriter()
  writer.text(html.replaceAll(/<[^>]{0,1000}>/g, ' '), { ...plainFrame, space: 'paragraphs' })
  return writer.finish()
}
