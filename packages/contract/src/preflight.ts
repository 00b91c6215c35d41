import { type Static, Type } from 'typebox'
import { EntryStatus } from './entries.ts'
import { Id } from './shared.ts'

const locales = Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true }))

export const PreflightBody = Type.Object(
  {
    action: Type.Union([Type.Literal('publish'), Type.Literal('unpublish'), Type.Literal('trash'), Type.Literal('purge')]),
    locales,
    at: Type.Optional(Type.String({ format: 'date-time', description: 'When it is to happen; absent: now' })),
  },
  { additionalProperties: false },
)
export type PreflightBody = Static<typeof PreflightBody>

/** The same of many entries: those that are named, or all of a type that pass a filter. */
export const BulkPreflightBody = Type.Object(
  {
    action: Type.Union([Type.Literal('publish'), Type.Literal('unpublish'), Type.Literal('trash'), Type.Literal('purge')]),
    ids: Type.Optional(Type.Array(Type.String(), { maxItems: 10_000 })),
    type: Type.Optional(Type.String()),
    filter: Type.Optional(Type.Unknown({ description: 'A condition in the JSON form of the query language' })),
    locales,
    at: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
)
export type BulkPreflightBody = Static<typeof BulkPreflightBody>

const PreflightIssue = Type.Object(
  {
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning')], { description: 'An error refuses the action' }),
    path: Type.String({
      description: 'JSON Pointer into the entry; empty where it is about the whole. Of several entries it begins with `/items/<place>`',
    }),
    locale: Type.Optional(Type.String()),
    code: Type.String(),
    message: Type.String(),
  },
  { additionalProperties: false },
)

const PreflightTarget = Type.Object(
  {
    id: Id,
    type: Type.String(),
    title: Type.String(),
    status: EntryStatus,
    path: Type.String(),
    policy: Type.Enum(['refuse', 'publish', 'absent', 'clear', 'leave']),
  },
  { additionalProperties: false },
)

const AffectedEntry = Type.Object(
  { id: Id, type: Type.String(), title: Type.String(), via: Type.Array(Type.String()) },
  { additionalProperties: false },
)

/** What an action would say, and whom it would affect; nothing is changed by asking. */
export const Preflight = Type.Object(
  {
    revision: Type.Union([Type.Integer(), Type.Null()], { description: 'Null where it is about several entries' }),
    verdict: Type.Union([Type.Literal('ok'), Type.Literal('refused')]),
    issues: Type.Array(PreflightIssue),
    changes: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'By language, the fields that readers would find changed; none where the document itself ends',
    }),
    targets: Type.Array(PreflightTarget, {
      description:
        'publish: what the entry links to that is not published, and what its field asks for. Otherwise: the entries that link to this one, and what becomes of their links',
    }),
    impact: Type.Object(
      {
        entries: Type.Object({ count: Type.Integer(), sample: Type.Array(AffectedEntry) }, { additionalProperties: false }),
        pages: Type.Array(Type.String(), { description: 'Keys of pages of sites that have read any of it' }),
        webhooks: Type.Array(Type.Object({ id: Id, name: Type.String() }, { additionalProperties: false })),
        complete: Type.Boolean({ description: 'False where there are more than were counted' }),
      },
      { additionalProperties: false },
    ),
    hidden: Type.Integer({ description: 'Entries among the targets and the affected ones that the asker may not read' }),
  },
  { additionalProperties: false },
)
export type Preflight = Static<typeof Preflight>
