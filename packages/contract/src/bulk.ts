import { type Static, Type } from 'typebox'
import { ProblemIssue } from './problem.ts'
import { Id, Time } from './shared.ts'

/** One act on many entries: those that are named, or all of a type that pass a filter. */
export const BulkBody = Type.Object(
  {
    action: Type.Enum(['edit', 'publish', 'unpublish', 'trash', 'restore', 'purge', 'move']),
    ids: Type.Optional(Type.Array(Type.String(), { maxItems: 10_000 })),
    type: Type.Optional(Type.String()),
    filter: Type.Optional(Type.Unknown({ description: 'A condition in the JSON form of the query language' })),
    fields: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'For `edit`: what to set in each entry' })),
    locales: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true, description: 'For `publish` and `unpublish`' })),
    parent: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'For `move`: the entry to stand below; null for the root' }),
    ),
    allOrNothing: Type.Optional(Type.Boolean({ description: 'Nothing happens unless all of it can' })),
    dryRun: Type.Optional(Type.Boolean({ description: 'Say what would become of each entry, and change nothing' })),
  },
  { additionalProperties: false },
)
export type BulkBody = Static<typeof BulkBody>

/** What became of one entry. */
export const BulkResult = Type.Object(
  {
    id: Type.String(),
    outcome: Type.Enum(['done', 'unchanged', 'failed']),
    status: Type.Optional(Type.Integer({ description: 'What the verb alone would have been answered with' })),
    code: Type.Optional(Type.String()),
    detail: Type.Optional(Type.String()),
    issues: Type.Optional(Type.Array(ProblemIssue)),
  },
  { additionalProperties: true },
)
export type BulkResult = Static<typeof BulkResult>

export const BulkResults = Type.Object(
  {
    total: Type.Integer(),
    done: Type.Integer({ description: 'Entries that were dealt with, those that failed included' }),
    failed: Type.Integer(),
    seq: Type.Optional(Type.Integer({ description: 'The number that the change of what readers see took' })),
    results: Type.Array(BulkResult),
  },
  { additionalProperties: false },
)
export type BulkResults = Static<typeof BulkResults>

/** The answer where there are more entries than somebody waits for. */
export const StartedJob = Type.Object({ job: Id }, { additionalProperties: false })
export type StartedJob = Static<typeof StartedJob>

export const JobView = Type.Object(
  {
    id: Id,
    action: Type.String(),
    state: Type.Enum(['pending', 'running', 'done', 'cancelled', 'failed']),
    done: Type.Integer({ description: 'Entries that were dealt with, those that failed included' }),
    total: Type.Integer(),
    failed: Type.Integer(),
    seq: Type.Optional(Type.Integer()),
    code: Type.Optional(Type.String({ description: 'Why nothing at all was done' })),
    detail: Type.Optional(Type.String()),
    issues: Type.Optional(Type.Array(ProblemIssue)),
    results: Type.Array(BulkResult),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'Where the results go on (`after`); null when it is over and these were all',
    }),
    createdAt: Time,
    finishedAt: Type.Union([Time, Type.Null()]),
  },
  { additionalProperties: false },
)
export type JobView = Static<typeof JobView>
