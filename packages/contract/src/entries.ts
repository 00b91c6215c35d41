import { conflictKinds } from '@verso/model'
import { type Static, Type } from 'typebox'
import { ProblemIssue } from './problem.ts'
import { ScheduleView } from './schedules.ts'
import { ActorRef, Id, Time } from './shared.ts'

export const EntryStatus = Type.Enum(['draft', 'published', 'changed', 'unpublished', 'trashed'])
export type EntryStatus = Static<typeof EntryStatus>

/** Field names to values; a localised field is a map by locale. */
export const Fields = Type.Record(Type.String(), Type.Unknown())
export type Fields = Record<string, unknown>

const parent = Type.Union([Type.String(), Type.Null()], { description: 'In a tree the entry to stand below; null for the root' })

export const CreateEntryBody = Type.Object(
  {
    type: Type.String(),
    template: Type.Optional(Type.String({ description: 'Name of a template of the type, which the entry begins from' })),
    fields: Type.Optional(Fields),
    parent: Type.Optional(parent),
  },
  { additionalProperties: false },
)
export type CreateEntryBody = Static<typeof CreateEntryBody>

export const SaveEntryBody = Type.Object(
  { fields: Fields, baseRevision: Type.Optional(Type.Integer({ minimum: 1 })), note: Type.Optional(Type.String({ maxLength: 500 })) },
  { additionalProperties: false },
)
export type SaveEntryBody = Static<typeof SaveEntryBody>

/** Taking a draft back to an older state: like a save it may say what it began from. */
export const TakeBackBody = Type.Object(
  {
    baseRevision: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The revision that the caller saw; what others saved since is merged' }),
    ),
  },
  { additionalProperties: false },
)
export type TakeBackBody = Static<typeof TakeBackBody>

export const MoveEntryBody = Type.Object(
  { parent, before: Type.Optional(Type.String({ description: 'The entry to stand before; last without one' })) },
  { additionalProperties: false },
)
export type MoveEntryBody = Static<typeof MoveEntryBody>

export const PublicationView = Type.Object(
  {
    revision: Type.Integer(),
    seq: Type.Integer(),
    slug: Type.Union([Type.String(), Type.Null()]),
    path: Type.Union([Type.String(), Type.Null()], { description: 'In a tree the slugs from the root down, elsewhere the slug' }),
    publishedAt: Time,
    firstPublishedAt: Time,
  },
  { additionalProperties: false },
)

const noTime = Type.Union([Time, Type.Null()])

/** First and last publishing, and by whom; null where there was none. Unpublishing changes none of it. */
const publishingTimes = {
  firstPublishedAt: noTime,
  firstPublishedBy: ActorRef,
  publishedAt: noTime,
  publishedBy: ActorRef,
}

/** How an entry stands in one locale. */
export const LocaleStateView = Type.Object(
  {
    status: EntryStatus,
    publishedRevision: Type.Union([Type.Integer(), Type.Null()]),
    outdated: Type.Array(Type.String(), {
      description:
        'JSON Pointers of translations whose source, the value in the default language, changed after them; without positions where they stand in lists',
    }),
    scheduledAt: Type.Optional(Type.String({ format: 'date-time', description: 'When something is going to happen to it next' })),
  },
  { additionalProperties: false },
)
export type LocaleStateView = Static<typeof LocaleStateView>

/** When and by whom an entry was published first and last, and last changed, in one locale. */
const LocaleTimesView = Type.Object({ ...publishingTimes, updatedAt: Time, updatedBy: ActorRef }, { additionalProperties: false })
export type LocaleTimesView = Static<typeof LocaleTimesView>

export const ConfirmTranslationBody = Type.Object(
  {
    locale: Type.String(),
    paths: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true, description: 'As `outdated` has them; absent: all' })),
  },
  { additionalProperties: false },
)
export type ConfirmTranslationBody = Static<typeof ConfirmTranslationBody>

/** What the asker may do with the entry now. */
export const EntryRights = Type.Object(
  {
    edit: Type.Boolean(),
    save: Type.Array(Type.String(), { description: 'JSON Pointers of what may be written: fields, or languages of them' }),
    publish: Type.Array(Type.String(), { description: 'Codes of the languages' }),
    unpublish: Type.Array(Type.String(), { description: 'Codes of the languages that are public' }),
    delete: Type.Boolean(),
    restore: Type.Boolean(),
    purge: Type.Boolean(),
  },
  { additionalProperties: false },
)

export const WorkingCopyView = Type.Object(
  {
    baseRevision: Type.Integer({ description: 'The revision that it began from' }),
    savedAt: Time,
    fields: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'All fields with what was written; in the answer to GET of the entry' }),
    ),
  },
  { additionalProperties: false, description: 'What the asker wrote without saving it; nobody else sees it' },
)
export type WorkingCopyView = Static<typeof WorkingCopyView>

export const EntryView = Type.Object(
  {
    id: Id,
    type: Type.String(),
    status: EntryStatus,
    revision: Type.Integer(),
    title: Type.String({ description: 'The value of the title field in the default locale, for people' }),
    fields: Fields,
    parent: Type.Optional(Type.Union([Id, Type.Null()], { description: 'In a tree the entry above, null at the root' })),
    children: Type.Optional(Type.Integer({ description: 'In a tree: how many entries stand right below, without the trash' })),
    publications: Type.Record(Type.String(), PublicationView),
    locales: Type.Record(Type.String(), LocaleStateView, {
      description: 'The default language, and each one with content or a publication now or once',
    }),
    schedules: Type.Array(ScheduleView, { description: 'What is going to happen to it, and what should have and could not' }),
    createdAt: Time,
    createdBy: ActorRef,
    updatedAt: Time,
    updatedBy: ActorRef,
    ...publishingTimes,
    localeTimes: Type.Record(Type.String(), LocaleTimesView),
    trashedAt: Type.Optional(Time),
    trashedBy: Type.Optional(ActorRef),
    purgeAt: Type.Optional(Type.String({ format: 'date-time', description: 'When it will be gone from the trash for good' })),
    workingCopy: Type.Optional(WorkingCopyView),
    _can: EntryRights,
  },
  { additionalProperties: false },
)
export type PublicationView = Static<typeof PublicationView>
export type EntryView = Static<typeof EntryView>

/** The answer of a save: the whole entry, and what came from others when the save was merged. */
export const SavedEntryView = Type.Object(
  {
    ...EntryView.properties,
    merged: Type.Optional(Type.Boolean()),
    mergedPaths: Type.Optional(Type.Array(Type.String())),
    mergedBy: Type.Optional(Type.Array(ActorRef)),
  },
  { additionalProperties: false },
)
export type SavedEntryView = EntryView & { merged?: boolean; mergedPaths?: string[]; mergedBy?: ActorRef[] }

/** The answer of restoring a revision: as of a save, and the links in it whose targets have gone since. */
export const RestoredEntryView = Type.Object(
  { ...SavedEntryView.properties, issues: Type.Array(ProblemIssue) },
  { additionalProperties: false },
)
export type RestoredEntryView = SavedEntryView & { issues: ProblemIssue[] }

/** A value that two people changed: what both began from, what the caller sent, what is there now. */
export const SaveConflict = Type.Object(
  {
    path: Type.String(),
    kind: Type.Enum([...conflictKinds]),
    base: Type.Unknown(),
    mine: Type.Unknown(),
    theirs: Type.Unknown(),
    by: ActorRef,
    at: Time,
  },
  { additionalProperties: false },
)
export type SaveConflict = Static<typeof SaveConflict>

export const RevisionParams = Type.Object({ id: Type.String(), number: Type.String() }, { additionalProperties: false })

export const NameRevisionBody = Type.Object(
  {
    note: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()], {
      description: 'A name, which keeps the revision when history is pruned; null takes it away',
    }),
  },
  { additionalProperties: false },
)
export type NameRevisionBody = Static<typeof NameRevisionBody>

export const RevisionSummary = Type.Object(
  {
    number: Type.Integer(),
    at: Time,
    by: ActorRef,
    kind: Type.String(),
    note: Type.Optional(Type.String()),
    paths: Type.Array(Type.String()),
    publishedSeqs: Type.Array(Type.Integer()),
  },
  { additionalProperties: false },
)
export type RevisionSummary = Static<typeof RevisionSummary>

const index = Type.Optional(Type.Integer({ minimum: 0 }))

/** What lies between two states of an entry, one value each. */
export const RevisionComparison = Type.Object(
  {
    changes: Type.Array(
      Type.Object(
        {
          path: Type.String({ description: 'JSON Pointer into the later state; of an item that went, into the earlier one' }),
          locale: Type.Optional(Type.String()),
          kind: Type.Enum(['set', 'unset', 'insert', 'remove', 'move']),
          from: Type.Optional(Type.Unknown()),
          to: Type.Optional(Type.Unknown()),
          fromIndex: index,
          toIndex: index,
          fieldRemoved: Type.Optional(Type.Boolean({ description: 'The type has this field no longer' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type RevisionComparison = Static<typeof RevisionComparison>

export const RevisionView = Type.Object(
  {
    ...RevisionSummary.properties,
    fields: Fields,
    removedFields: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Values of fields that the type has no longer, by their name of then' }),
    ),
  },
  { additionalProperties: false },
)
export type RevisionView = Static<typeof RevisionView>

export const EntryCard = Type.Union([
  Type.Object(
    {
      id: Id,
      type: Type.String(),
      title: Type.String(),
      status: EntryStatus,
      locales: Type.Array(Type.String()),
      thumbnail: Type.Union([Type.String(), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  Type.Object({ id: Id, hidden: Type.Literal(true) }, { additionalProperties: false }),
])
export const EntryCards = Type.Object({ data: Type.Array(EntryCard) }, { additionalProperties: false })
export type EntryCard =
  | { id: string; type: string; title: string; status: EntryStatus; locales: string[]; thumbnail: string | null }
  | { id: string; hidden: true }

export const Usage = Type.Object(
  {
    origin: Type.Union([Type.Literal('draft'), Type.Literal('published')]),
    id: Id,
    type: Type.String(),
    title: Type.String(),
    locale: Type.Union([Type.String(), Type.Null()]),
    path: Type.String(),
  },
  { additionalProperties: false },
)
export type Usage = Static<typeof Usage>

export const Usages = Type.Object({ data: Type.Array(Usage), hidden: Type.Integer() }, { additionalProperties: false })
export type Usages = Static<typeof Usages>
