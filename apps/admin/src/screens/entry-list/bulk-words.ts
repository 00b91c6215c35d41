import { plural, t } from '@lingui/core/macro'
import type { EntryView } from '@verso/contract'
import type { BulkAction } from './run-bulk.ts'

export interface BulkWords {
  verb: string
  /** Where the act would change nothing. */
  nothing: string
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
    verb: t`Publish`,
    nothing: t`Nothing to publish`,
    act: (count) => plural(count, { one: 'Publish one entry', other: 'Publish # entries' }),
    done: t`Published`,
    right: 'publish',
    tone: 'primary',
    applies: ({ status, _can }) => _can.publish.length > 0 && status !== 'published',
    idle: t`already published as they are, or not yours to publish`,
    effect: (count) =>
      plural(count, { one: 'Readers get the present draft of one entry.', other: 'Readers get the present draft of # entries.' }),
  },
  unpublish: {
    verb: t`Unpublish`,
    nothing: t`Nothing to unpublish`,
    act: (count) => plural(count, { one: 'Unpublish one entry', other: 'Unpublish # entries' }),
    done: t`Unpublished`,
    right: 'unpublish',
    tone: 'danger',
    applies: ({ status, _can }) => _can.unpublish.length > 0 && (status === 'published' || status === 'changed'),
    idle: t`not published, or not yours to unpublish`,
    effect: (count) =>
      plural(count, {
        one: 'Readers no longer get one entry. The drafts stay.',
        other: 'Readers no longer get # entries. The drafts stay.',
      }),
  },
  trash: {
    verb: t`Move to trash`,
    nothing: t`Nothing to move to trash`,
    act: (count) => plural(count, { one: 'Move one entry to trash', other: 'Move # entries to trash' }),
    done: t`Moved to trash`,
    right: 'delete',
    tone: 'danger',
    applies: ({ _can }) => _can.delete,
    idle: t`not yours to trash`,
    effect: (count) =>
      plural(count, {
        one: 'One entry can be restored from the trash. What is published among them is unpublished at once.',
        other: '# entries can be restored from the trash. What is published among them is unpublished at once.',
      }),
  },
  restore: {
    verb: t`Restore`,
    nothing: t`Nothing to restore`,
    act: (count) => plural(count, { one: 'Restore one entry', other: 'Restore # entries' }),
    done: t`Restored`,
    right: 'restore',
    tone: 'primary',
    applies: ({ status, _can }) => _can.restore && status === 'trashed',
    idle: t`not yours to restore`,
    effect: (count) =>
      plural(count, {
        one: 'One entry comes back as a draft; nothing is published by it.',
        other: '# entries come back as drafts; nothing is published by it.',
      }),
  },
  purge: {
    verb: t`Delete for good`,
    nothing: t`Nothing to delete for good`,
    act: (count) => plural(count, { one: 'Delete one entry for good', other: 'Delete # entries for good' }),
    done: t`Deleted for good`,
    right: 'purge',
    tone: 'danger',
    applies: ({ status, _can }) => _can.purge && status === 'trashed',
    idle: t`not yours to delete for good`,
    effect: (count) =>
      plural(count, {
        one: 'All text of one entry, in every language and every revision, is gone then. This can’t be undone.',
        other: 'All text of # entries, in every language and every revision, is gone then. This can’t be undone.',
      }),
  },
}
