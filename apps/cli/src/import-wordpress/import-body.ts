import { fieldKinds } from '@verso/model'
import { fromHtml, type RichText } from '@verso/rich-text'
import { addressKey, hasDetail } from './addresses.ts'
import type { MediaPlan } from './import-media.ts'
import type { ImportReport } from './import-report.ts'
import type { WxrIndex } from './wxr-index.ts'
import type { WxrItem } from './wxr-records.ts'

export interface BodyContext {
  media: MediaPlan
  /** Keys of published posts and pages by where they were. */
  addresses: ReadonlyMap<string, string>
  report: ImportReport
}

/** Where posts and pages were. Drafts aren't among them: a link to one would be gone for readers. */
export function addressesOf({ items }: WxrIndex): Map<string, string> {
  const addresses = new Map<string, string>()
  for (const { type, link, key, isPublished } of items.values()) {
    const address = addressKey(link)
    if (type !== 'menuItem' && isPublished && address !== null && !hasDetail(link)) addresses.set(address, key)
  }
  return addresses
}

/** The text of a post or page as rich text, its pictures as files of this import, links inside the site as links to entries. */
export function importBody(item: WxrItem, title: string, { media, addresses, report }: BodyContext): RichText {
  const { value, notCarriedOver } = fromHtml(item.content, {
    wordpress: { attachedImages: media.attachedTo(item.id) },
    media: (image) => asKey(media.keyOf(image)),
    entry: (href) => (hasDetail(href) ? null : asKey(addresses.get(addressKey(href) ?? '') ?? null)),
  })
  for (const { what, count, names } of notCarriedOver) {
    report.add(what, names[0] ?? title, count)
    for (const name of names.slice(1)) report.add(what, name, 0)
  }
  return fitting(value, title, report)
}

/** A rich text has a greatest length; what stands behind it would make the whole entry impossible to save. */
function fitting(value: RichText, title: string, report: ImportReport): RichText {
  let body = value
  while (
    body.length > 0 &&
    fieldKinds.richText.parse(body, { id: '', name: 'body', label: 'Body', kind: 'richText' }).issues !== undefined
  ) {
    body = body.slice(0, Math.floor(body.length / 2))
  }
  if (body.length < value.length) report.add('texts that are longer than Verso holds (cut)', title)
  return body
}

function asKey(key: string | null): string | null {
  return key === null ? null : `key:${key}`
}
