import type { FoundView } from '@verso/contract'
import type { Found } from '@verso/core'
import { fileAddress } from '@verso/core'

/** In the order in which they are shown. */
export function toFoundViews({ entries, media, users, types }: Found): FoundView[] {
  return [
    ...entries.map(({ id, title, typeName, status, thumbnail }): FoundView => {
      return { kind: 'entry', id, title, type: typeName, status, thumbnail: thumbnail === null ? null : fileAddress(thumbnail) }
    }),
    ...media.map((file): FoundView => {
      const { id, filename, mimeType, sha256 } = file
      return { kind: 'media', id, title: filename, mimeType, url: sha256 === null ? null : fileAddress(file) }
    }),
    ...users.map(({ id, name, email }): FoundView => ({ kind: 'user', id, title: name, email })),
    ...types.map(({ id, name, label }): FoundView => ({ kind: 'type', id, title: label, name })),
  ]
}
