import { changeMedia, type Context } from '@verso/core'
import { randomUUID } from 'node:crypto'
import { nothingSaid } from './nothing-said.ts'
import type { World } from './random-site.ts'

/** A picture that nobody has said anything of, with its event. */
export async function aPicture({ store, now }: Context): Promise<string> {
  const [id, at] = [randomUUID(), now()]
  const file = { id, revision: 1, filename: 'a.png', mimeType: 'image/png', bytes: 1n, sha256: 'x'.repeat(64), width: 1, height: 1 }
  const row = { ...file, ...nothingSaid, sourceUrl: null, alt: {}, caption: {}, createdAt: at, createdById: null, updatedAt: at }
  await store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at }, async (seq) => {
      await tx.media.create(row, seq)
      return [{ op: 'media', id, revision: 1 }]
    }),
  )
  return id
}

/** Somebody says something else of a picture, which all see at once who are shown it. */
export async function sayOther({ ctx, pick }: World, pictures: readonly string[]): Promise<void> {
  const changes = { alt: { en: pick(['A boat', 'A tree', '']), de: pick(['Ein Boot', '']) } }
  await changeMedia(ctx, pick(pictures), { changes, ifRevision: null })
}

/** Members of a post: a picture, and a text that leads to an author, another post and a picture. */
export function shownFields({ pick, authors, posts, pictures = [] }: World): Record<string, unknown> {
  const paragraph = (id: string) => ({
    _type: 'block',
    _key: 'p',
    style: 'normal',
    markDefs: [{ _type: 'entryLink', _key: 'm', entry: { _ref: id } }],
    children: [
      { _type: 'span', _key: 's', text: 'see ', marks: ['m'] },
      { _type: 'entry', _key: 'e', entry: { _ref: pick([...authors, ...posts]) } },
    ],
  })
  return {
    picture: { _media: pick(pictures) },
    text: [paragraph(pick([...authors, ...posts])), { _type: 'image', _key: 'i', media: { _media: pick(pictures) } }],
  }
}
