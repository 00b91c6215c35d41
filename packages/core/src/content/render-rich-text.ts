import { isPlainObject, type RichTextForm } from '@verso/model'
import { type ResolvedEntry, type ResolvedMedia, type ResolveOptions, toHtml, toMarkdown, toText } from '@verso/rich-text'
import type { PublishedRow } from '@verso/data'
import type { RenderContext } from './render-context.ts'
import { describeMedia, type StoredMedia } from './render-media.ts'

/** JSON text of an entry that is referred to, or of its address; null where it isn't there for this reader. */
export type RenderTarget = (id: string) => string | null

/** The JSON text of a rich text: its blocks as they are stored, with files and entries put in, or the form that was asked for. */
export function renderRichText(piece: string | undefined, context: RenderContext, target: RenderTarget): string {
  const blocks = piece === undefined || piece === 'null' ? '[]' : piece
  const { richText } = context
  if (richText !== null) return JSON.stringify(serialisers[richText](withoutAbsent(JSON.parse(blocks), context), resolver(context)))
  return blocks.includes('"_media"') || blocks.includes('"_ref"')
    ? JSON.stringify(withTargets(JSON.parse(blocks), context, target))
    : blocks
}

const serialisers: Record<RichTextForm, (value: unknown, options: ResolveOptions) => string> = {
  html: toHtml,
  markdown: toMarkdown,
  text: toText,
}

function withTargets(value: unknown, context: RenderContext, target: RenderTarget): unknown {
  return mapPointers(value, {
    media: (stored) => describeMedia(stored, context),
    entry: (id) => {
      const text = target(id)
      return text === null ? null : JSON.parse(text)
    },
  })
}

/** Ids of what this reader can't see are no part of any form. */
function withoutAbsent(value: unknown, context: RenderContext): unknown {
  return mapPointers(value, {
    media: (stored) => (context.read.media.has(stored._media) ? stored : null),
    entry: (id) => (findTarget(id, context) === undefined ? null : { _ref: id }),
  })
}

interface Pointers {
  media: (stored: StoredMedia) => unknown
  entry: (id: string) => unknown
}

/** Pointers at files and entries stand at any depth, also in nodes that this version doesn't know. */
function mapPointers(value: unknown, pointers: Pointers): unknown {
  if (Array.isArray(value)) return value.map((item) => mapPointers(item, pointers))
  if (!isPlainObject(value)) return value
  if (typeof value._media === 'string') return pointers.media({ ...value, _media: value._media })
  if (typeof value._ref === 'string') return pointers.entry(value._ref)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapPointers(member, pointers)]))
}

function resolver(context: RenderContext): ResolveOptions {
  return { entry: (id) => addressOf(id, context), media: (id, use) => pictureOf({ ...use, _media: id }, context) }
}

/** A page's path below the site, as `resolve` takes it: what a site puts before it is the site's. */
function addressOf(id: string, context: RenderContext): ResolvedEntry | null {
  const target = findTarget(id, context)
  if (target === undefined) return null
  return { href: target.row.path, title: titleOf(target) ?? target.row.slug }
}

function pictureOf(stored: StoredMedia, context: RenderContext): ResolvedMedia | null {
  const media = describeMedia(stored, context)
  return media === null ? null : { url: media.url, alt: media.alt, caption: media.caption, width: media.width, height: media.height }
}

interface Target {
  row: PublishedRow
  type: RenderContext['model']['types'][number]
}

function findTarget(id: string, { read, model }: RenderContext): Target | undefined {
  const row = read.targets.get(id)
  const type = model.types.find((candidate) => candidate.id === row?.typeId)
  return row === undefined || type === undefined ? undefined : { row, type }
}

/** What an entry is called, where its type says which field that is and this reader may see it. */
function titleOf({ row, type }: Target): string | null {
  const field = type.fields.find(({ id }) => id === type.titleField)
  const piece = field === undefined ? undefined : row.pieces[row.layout.indexOf(field.id)]
  const title: unknown = piece === undefined ? null : JSON.parse(piece)
  return typeof title === 'string' || typeof title === 'number' ? String(title) : null
}
