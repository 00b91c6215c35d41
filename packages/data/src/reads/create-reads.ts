import type { Connection } from '../connection.ts'
import type { Models } from '../tables/models.ts'
import { atKeptPoint } from './at-kept-point.ts'
import { aggregatePublished } from './aggregate-published.ts'
import { listMedia } from './list-media.ts'
import { readDrafts } from './read-drafts.ts'
import { readHeld, readWhich } from './read-held.ts'
import { readPublished, readPublishedByIds } from './read-published.ts'
import { readChanges } from './read-changes.ts'
import { readMedia } from './read-media.ts'
import { resolvePath } from './resolve-path.ts'
import type { Reads } from './reads.ts'

/** Reads of many entries, compiled from plans. Their number of statements depends on the plan alone, never on the rows. */
export function createReads({ query, tests }: Connection, models: Models): Reads {
  const source = { query, models, tests }
  return {
    published: (plan, options) => atKeptPoint(source, options.at, () => readPublished(source, plan, options)),
    which: (plan, options) => readWhich(source, plan, options),
    held: (plan, which, options) => readHeld(source, plan, { ...options, which }),
    publishedByIds: (ids, options) => atKeptPoint(source, options.at, () => readPublishedByIds(source, ids, options)),
    aggregates: (plan, options) => atKeptPoint(source, options.at, () => aggregatePublished(source, plan, options)),
    drafts: (plan, options) => readDrafts(source, plan, options),
    path: (path, options) => resolvePath(source, path, options),
    media: (ids, at) => readMedia(source, ids, at),
    listMedia: (options) => listMedia(source, options),
    changes: readChanges(source),
  }
}
