import type { EntryView } from '@verso/contract'
import type { BulkAction } from './run-bulk.ts'

export interface BulkWords {
  verb: string
  /** The verb with what it is done to: the same words in button and dialog. */
  act: (count: number) => string
  done: string
  /** The right that the act needs. */
  right: string
  tone: 'primary' | 'danger'
  /** Whether the act changes anything on the entry. */
  applies: (entry: EntryView) => boolean
  /** Said of the entries that it leaves as they are. */
  idle: string
  effect: (count: number) => string
}

/** Each act on many entries, in the same words in button, dialog and result. */
export const bulkWords: Record<BulkAction, BulkWords> = {
  publish: {
    verb: 'Publish',
    act: (count) => `Publish ${entries(count)}`,
    done: 'Published',
    right: 'publish',
    tone: 'primary',
    applies: ({ status, _can }) => _can.publish.length > 0 && status !== 'published',
    idle: 'already published as they are, or not yours to publish',
    effect: (count) => `Readers get the present draft of ${entries(count)}.`,
  },
  unpublish: {
    verb: 'Unpublish',
    act: (count) => `Unpublish ${entries(count)}`,
    done: 'Unpublished',
    right: 'unpublish',
    tone: 'danger',
    applies: ({ status, _can }) => _can.unpublish.length > 0 && (status === 'published' || status === 'changed'),
    idle: 'not published, or not yours to unpublish',
    effect: (count) => `Readers no longer get ${entries(count)}. The drafts stay.`,
  },
  trash: {
    verb: 'Move to trash',
    act: (count) => `Move ${entries(count)} to trash`,
    done: 'Moved to trash',
    right: 'delete',
    tone: 'danger',
    applies: ({ _can }) => _can.delete,
    idle: 'not yours to trash',
    effect: (count) => `${entries(count, true)} can be restored from the trash. What is published among them is unpublished at once.`,
  },
  restore: {
    verb: 'Restore',
    act: (count) => `Restore ${entries(count)}`,
    done: 'Restored',
    right: 'restore',
    tone: 'primary',
    applies: ({ status, _can }) => _can.restore && status === 'trashed',
    idle: 'not yours to restore',
    effect: (count) =>
      `${entries(count, true)} ${count === 1 ? 'comes back as a draft' : 'come back as drafts'}; nothing is published by it.`,
  },
  purge: {
    verb: 'Delete for good',
    act: (count) => `Delete ${entries(count)} for good`,
    done: 'Deleted for good',
    right: 'purge',
    tone: 'danger',
    applies: ({ status, _can }) => _can.purge && status === 'trashed',
    idle: 'not yours to delete for good',
    effect: (count) => `All text of ${entries(count)}, in every language and every revision, is gone then. This can’t be undone.`,
  },
}

export function entries(count: number, isCapital = false): string {
  const words = count === 1 ? 'one entry' : `${count} entries`
  return isCapital ? words.charAt(0).toUpperCase() + words.slice(1) : words
}
