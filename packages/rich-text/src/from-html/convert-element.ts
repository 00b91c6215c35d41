import type { Element } from 'hast'
import { isUuid } from '@verso/model'
import { isSafeAddress, isSafeLink } from '../safe-url.ts'
import { richTextSchema } from '../schema.ts'
import type { Frame } from './frame.ts'
import { convertEmbed, convertFigure, convertImage, convertMissingMedia } from './html-media.ts'
import { classesOf, type HtmlRun, stringProperty, textContent } from './html-run.ts'
import { convertTable } from './html-table.ts'

type Convert = (element: Element, frame: Frame, run: HtmlRun) => void

/** What each element becomes. An element that isn't named here leaves what is in it. */
export function convertElement(element: Element, frame: Frame, run: HtmlRun): void {
  const convert = Object.hasOwn(converters, element.tagName) ? converters[element.tagName] : undefined
  if (convert === undefined) run.walk(element.children, frame, run)
  else convert(element, frame, run)
}

const converters: Readonly<Record<string, Convert>> = {
  ...each(
    [
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
      'fieldset',
      'dl',
      'figcaption',
    ],
    container,
  ),
  p: paragraph,
  ...each(['dd', 'legend'], (element, frame, run) => block(element, frame, run)),
  ...each(['dt', 'summary'], (element, frame, run) => block(element, withMark(frame, 'strong'), run)),
  ...each(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'], heading),
  blockquote: (element, frame, run) => container(element, { ...frame, style: frame.item === null ? 'blockquote' : frame.style }, run),
  ...each(['ul', 'menu'], (element, frame, run) => list(element, { frame, kind: 'bullet' }, run)),
  ol: (element, frame, run) => list(element, { frame, kind: 'number' }, run),
  li: listItem,
  pre,
  table: convertTable,
  figure: convertFigure,
  img: convertImage,
  span: convertMissingMedia,
  input: taskBox,
  ...each(['iframe', 'video', 'audio', 'embed', 'object'], convertEmbed),
  hr: (_element, frame, run) => run.writer.object({ _type: 'break' }, frame),
  br: (_element, frame, run) => (frame.space === 'keep' ? run.writer.text('\n', frame) : run.writer.lineBreak(frame)),
  a: link,
  ...each(['b', 'strong'], mark('strong')),
  ...each(['i', 'em', 'cite', 'dfn', 'var'], mark('em')),
  ...each(['u', 'ins'], mark('underline')),
  ...each(['s', 'strike', 'del'], mark('strike-through')),
  code,
  ...each(['kbd', 'samp', 'tt'], mark('code')),
  sub: mark('sub'),
  sup: mark('sup'),
  q: quotation,
}

function each(names: string[], convert: Convert): Record<string, Convert> {
  return Object.fromEntries(names.map((name) => [name, convert]))
}

function container(element: Element, frame: Frame, run: HtmlRun): void {
  run.writer.boundary(frame)
  run.walk(element.children, frame, run)
  run.writer.boundary(frame)
}

/** Inside a paragraph a blank line parts nothing. */
function block(element: Element, frame: Frame, run: HtmlRun): void {
  container(element, { ...frame, space: frame.space === 'paragraphs' ? 'lines' : frame.space }, run)
}

/** What Verso writes for something that stands elsewhere is a paragraph with its address. */
function paragraph(element: Element, frame: Frame, run: HtmlRun): void {
  const url = element.properties.dataEmbed === undefined ? '' : textContent(element).trim()
  if (isSafeAddress(url)) run.writer.object({ _type: 'embed', url }, frame)
  else block(element, frame, run)
}

/** The box of a task in a list, as a character. */
function taskBox(element: Element, frame: Frame, run: HtmlRun): void {
  if (stringProperty(element, 'type').toLowerCase() !== 'checkbox' || frame.item === null) return
  const isDone = element.properties.checked !== undefined && element.properties.checked !== false
  run.writer.text(isDone ? '☑ ' : '☐ ', frame)
}

/** A list item has no style of its own, so that a heading in it is strong text. */
function heading(element: Element, frame: Frame, run: HtmlRun): void {
  if (frame.item === null) block(element, { ...frame, style: element.tagName }, run)
  else block(element, withMark(frame, 'strong'), run)
}

function list(element: Element, { frame, kind }: { frame: Frame; kind: 'bullet' | 'number' }, run: HtmlRun): void {
  run.writer.endBlock()
  const level = Math.min((frame.list?.level ?? 0) + 1, richTextSchema.maxListLevel)
  run.walk(element.children, { ...frame, style: 'normal', list: { kind, level }, item: null }, run)
  run.writer.endBlock()
}

function listItem(element: Element, frame: Frame, run: HtmlRun): void {
  run.writer.endBlock()
  const place = frame.list ?? { kind: 'bullet' as const, level: 1 }
  run.walk(
    element.children,
    { ...frame, style: 'normal', list: place, item: { isBroken: false }, space: frame.space === 'paragraphs' ? 'lines' : frame.space },
    run,
  )
  run.writer.endBlock()
}

function pre(element: Element, frame: Frame, run: HtmlRun): void {
  // Verse keeps its lines and its marks; it is no code.
  if (classesOf(element).includes('wp-block-verse')) {
    container(element, { ...frame, space: 'keep' }, run)
    return
  }
  const inner = element.children.filter((child) => child.type === 'element')
  const language = [element, ...inner]
    .flatMap((one) => classesOf(one))
    .map((name) => /^lang(?:uage)?-([\w+#.-]{1,40})$/.exec(name)?.[1])
    .find((name) => name !== undefined)
  const code = textContent(element).replace(/\n$/, '')
  if (code.trim() !== '') run.writer.object({ _type: 'code', ...(language === undefined ? {} : { language }), code }, frame)
}

/** Where line breaks count, code of several lines is a block of its own. */
function code(element: Element, frame: Frame, run: HtmlRun): void {
  if (frame.space !== 'collapse' && textContent(element).trim().includes('\n')) pre(element, frame, run)
  else run.walk(element.children, withMark(frame, 'code'), run)
}

function link(element: Element, frame: Frame, run: HtmlRun): void {
  const href = stringProperty(element, 'href')
  const own = stringProperty(element, 'dataVersoEntry')
  if (isUuid(own)) {
    entryLink(element, { frame, target: { _ref: own } }, run)
    return
  }
  if (!isSafeLink(href)) {
    run.walk(element.children, frame, run)
    return
  }
  const entry = run.options.entry?.(href) ?? null
  const target = entry === null ? { _type: 'link', href } : { _type: 'entryLink', entry: { _ref: entry } }
  run.walk(element.children, { ...frame, link: target }, run)
}

/** A link to an entry in HTML that Verso wrote, which may stand for the entry itself. */
function entryLink(element: Element, { frame, target }: { frame: Frame; target: { _ref: string } }, run: HtmlRun): void {
  if (element.properties.dataVersoInline !== undefined) run.writer.inline({ _type: 'entry', entry: target }, frame)
  else run.walk(element.children, { ...frame, link: { _type: 'entryLink', entry: target } }, run)
}

function mark(name: string): Convert {
  return (element, frame, run) => run.walk(element.children, withMark(frame, name), run)
}

/** Browsers put the quotation marks; without the element they have to stand in the text. */
function quotation(element: Element, frame: Frame, run: HtmlRun): void {
  run.writer.text('“', frame)
  run.walk(element.children, frame, run)
  run.writer.text('”', frame)
}

function withMark(frame: Frame, name: string): Frame {
  return frame.marks.includes(name) ? frame : { ...frame, marks: [...frame.marks, name] }
}
