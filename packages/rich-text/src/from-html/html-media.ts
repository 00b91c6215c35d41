import type { Element } from 'hast'
import { isUuid } from '@verso/model'
import { isSafeAddress, isSafeLink } from '../safe-url.ts'
import type { Frame } from './frame.ts'
import { classesOf, type HtmlImage, type HtmlRun, paragraph, stringProperty, textContent } from './html-run.ts'

/** A picture becomes an image where its file is known, and a link to where it is where not. */
export function convertImage(element: Element, frame: Frame, run: HtmlRun): void {
  const image = imageOf(element, run)
  if (run.caption !== null) run.caption.isUsed = true
  const id = ownMedia(element, 'dataVersoMedia') ?? run.options.media?.(image) ?? null
  if (id === null) {
    placeholder(image, frame, run)
    return
  }
  const words = { ...(image.alt === '' ? {} : { alt: image.alt }), ...(image.caption === '' ? {} : { caption: image.caption }) }
  const href = frame.link?._type === 'link' ? { href: frame.link.href } : {}
  run.writer.object({ _type: 'image', media: { _media: id }, ...words, ...href }, frame)
}

/** A picture whose file couldn't be shown when the HTML was written. */
export function convertMissingMedia(element: Element, frame: Frame, run: HtmlRun): void {
  const id = ownMedia(element, 'dataMissingMedia')
  if (id === undefined) {
    run.walk(element.children, frame, run)
    return
  }
  const alt = oneLine(textContent(element))
  const caption = run.caption?.isUsed === false ? run.caption.text : ''
  if (run.caption !== null) run.caption.isUsed = true
  run.writer.object(
    { _type: 'image', media: { _media: id }, ...(alt === '' ? {} : { alt }), ...(caption === '' ? {} : { caption }) },
    frame,
  )
}

/** The id of the file in HTML that Verso wrote. */
function ownMedia(element: Element, name: string): string | undefined {
  const id = stringProperty(element, name)
  return isUuid(id) ? id : undefined
}

/** A figure hands its caption to the picture inside; where there is none, the caption is a paragraph after the rest. */
export function convertFigure(element: Element, frame: Frame, run: HtmlRun): void {
  const captions = element.children.filter((child) => child.type === 'element' && child.tagName === 'figcaption')
  const text = captions
    .map((child) => textContent(child))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const caption = text === '' ? null : { text, isUsed: false }
  run.writer.boundary(frame)
  run.walk(
    element.children.filter((child) => !captions.includes(child)),
    frame,
    { ...run, caption },
  )
  run.writer.boundary(frame)
  if (caption?.isUsed === false)
    run.walk(
      captions.flatMap((child) => ('children' in child ? child.children : [])),
      frame,
      run,
    )
  else if (caption !== null && captions.some((child) => hasLink(child))) run.tally.add('links in captions')
  run.writer.boundary(frame)
}

/** A film, a sound, a frame: kept by its address. */
export function convertEmbed(element: Element, frame: Frame, run: HtmlRun): void {
  const sources = [element, ...element.children.filter((child) => child.type === 'element')]
  const urls = sources.map((source) => absolute(stringProperty(source, 'src') || stringProperty(source, 'data')))
  const url = urls.find((candidate) => isSafeAddress(candidate))
  if (url === undefined) run.tally.add('embedded elements without a usable address', element.tagName)
  else run.writer.object({ _type: 'embed', url }, frame)
}

function imageOf(element: Element, { caption }: HtmlRun): HtmlImage {
  const width = Number(stringProperty(element, 'width'))
  const numbered = classesOf(element)
    .map((name) => /^wp-image-(\d{1,18})$/.exec(name)?.[1])
    .find((id) => id !== undefined)
  return {
    src: absolute(stringProperty(element, 'src')),
    alt: oneLine(stringProperty(element, 'alt')),
    caption: caption?.isUsed === false ? caption.text : '',
    width: Number.isSafeInteger(width) && width > 0 ? width : null,
    attachmentId: stringProperty(element, 'dataAttachmentId') || (numbered ?? null) || stringProperty(element, 'dataId') || null,
  }
}

function placeholder({ src, alt, caption }: HtmlImage, frame: Frame, run: HtmlRun): void {
  const label = caption || alt || src
  run.tally.add(label === '' ? 'images of galleries that are not in the source' : 'images without a file (kept as links)')
  if (label === '') return
  run.writer.object(paragraph(label, isSafeLink(src) ? { _type: 'link', href: src } : null), frame)
}

/** Addresses without a scheme (`//host/path`) take the safe one. */
function absolute(url: string): string {
  return url.startsWith('//') ? `https:${url}` : url
}

function hasLink(node: Element | Element['children'][number]): boolean {
  return node.type === 'element' && (node.tagName === 'a' || node.children.some((child) => hasLink(child)))
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
