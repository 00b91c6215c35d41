import type { EntryRow, ImportKeyRow, RevisionKind } from '@verso/data'
import { applyContent, type Content, type ContentType, defaultContent, type Model } from '@verso/model'
import { authorise, may, reachOf } from '../authorise.ts'
import type { Context } from '../context.ts'
import { defaultLocale } from '../entries/entry-title.ts'
import { readFields } from '../entries/read-fields.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { actsByConditions } from '../rights/acting-store.ts'
import { refuseUnwritable } from '../rights/write-rights.ts'
import { type ImportRecord, recordHash } from './import-record.ts'
import { type ImportIds, resolveKeys, type UnknownKey } from './resolve-keys.ts'

/** What is known of the world that records come into. */
export interface World {
  model: Model
  /** Null where records have ids of their own, and no key of theirs is kept. */
  source: string | null
  ids: ImportIds
  known: ReadonlyMap<string, ImportKeyRow>
  entries: ReadonlyMap<string, EntryRow>
  newestKinds: ReadonlyMap<string, RevisionKind>
  /** Ids that no entry can be made with. */
  spent: ReadonlySet<string>
}

/** A record that asks for nothing, or for nothing that can be. */
export interface Settled {
  kind: 'none'
  outcome: 'unchanged' | 'kept' | 'refused'
  issues: readonly RefusalIssue[]
}

/** What an entry is to be. */
export interface Wanted {
  kind: 'wanted'
  type: ContentType
  /** Undefined for one that is to be made. */
  entry: EntryRow | undefined
  content: Content
  /** What the record itself says. */
  said: Content
  /** Fields that are to have nothing. */
  cleared: ReadonlySet<string>
  key: ImportKeyRow | null
}

/** Works out what a record asks for, as far as it and its entry tell. Pure but for the rights, which are the actor's. */
export function readRecord(ctx: Context, world: World, { record, id }: { record: ImportRecord; id: string }): Settled | Wanted {
  const type = world.model.types.find((candidate) => candidate.name === record.type)
  if (type === undefined || (reachOf(ctx.actor, 'read', type.id) === 'none' && reachOf(ctx.actor, 'create', type.id) === 'none'))
    return refused([{ path: '/type', code: 'unknown_type', message: `There is no content type "${record.type}"` }])
  if (type.kind === 'component')
    return refused([
      { path: '/type', code: 'invalid', message: `"${record.type}" is a component: it stands inside entries of other types` },
    ])
  const unknown: UnknownKey[] = []
  const fields = resolveKeys(record.fields, world.ids, { path: '/fields', unknown })
  const faults = [...unknown.map(unknownKey), ...unknownLocales(world.model, record)]
  if (faults.length > 0) return refused(faults)
  const entry = world.entries.get(id)
  if (world.spent.has(id) || (entry !== undefined && !may(ctx.actor, 'read', entry)))
    return refused([{ path: '/id', code: 'invalid', message: 'No entry can be made with this id' }])
  const hash = recordHash({ ...record, fields: fields as ImportRecord['fields'] })
  if (entry !== undefined && world.known.get(record.key)?.hash === hash) return { kind: 'none', outcome: 'unchanged', issues: [] }
  if (entry !== undefined && entry.typeId !== type.id)
    return refused([{ path: '/type', code: 'wrong_type', message: 'The entry is of another type' }])
  if (entry !== undefined && wasChangedHere(world, entry)) return { kind: 'none', outcome: 'kept', issues: [] }
  const key = world.source === null ? null : { source: world.source, key: record.key, entryId: id, mediaId: null, hash }
  try {
    return { ...wanted(ctx, world.model, { type, entry, fields }), key }
  } catch (error) {
    if (error instanceof Refusal)
      return refused(error.issues.length > 0 ? error.issues : [{ path: '', code: error.code, message: error.message }])
    throw error
  }
}

export function refused(issues: readonly RefusalIssue[]): Settled {
  return { kind: 'none', outcome: 'refused', issues }
}

function unknownKey({ path, key }: UnknownKey): RefusalIssue {
  return { path, code: 'target_missing', message: `Nothing in this import has the key "${key}"` }
}

function unknownLocales({ locales }: Model, { publish }: ImportRecord): RefusalIssue[] {
  return (Array.isArray(publish) ? publish : []).flatMap((code: string, index) =>
    locales.some((locale) => locale.code === code)
      ? []
      : [{ path: `/publish/${index}`, code: 'unknown_locale', message: `There is no locale "${code}"` }],
  )
}

/** An entry whose newest revision isn't an import's was edited by people, or taken out by them. */
function wasChangedHere({ newestKinds }: World, entry: EntryRow): boolean {
  return entry.trashedAt !== null || newestKinds.get(entry.id) !== 'import'
}

function wanted(
  ctx: Context,
  { locales }: Model,
  { type, entry, fields }: { type: ContentType; entry: EntryRow | undefined; fields: unknown },
): Omit<Wanted, 'key'> {
  const action = entry === undefined ? 'create' : 'edit'
  const owned = entry ?? { typeId: type.id, createdById: ctx.actor.id }
  // Whether what is made meets a condition is seen once it is there: see `write-judged.ts`.
  const isJudgedLater = entry === undefined && actsByConditions(ctx.actor) && reachOf(ctx.actor, 'create', type.id) !== 'none'
  if (!isJudgedLater) authorise(ctx.actor, action, owned)
  const sent = readFields(ctx.actor, { type, locales, entry }, fields)
  const before = entry?.content ?? defaultContent(type, defaultLocale(locales))
  const content = applyContent(type, before, sent)
  const said = applyContent(type, entry?.content ?? {}, sent)
  if (!isJudgedLater) refuseUnwritable({ actor: ctx.actor, action, entry: owned, type, locales }, entry?.content ?? {}, said)
  const cleared = new Set(Object.entries(sent).flatMap(([fieldId, value]) => (value === null ? [fieldId] : [])))
  return { kind: 'wanted', type, entry, content, said, cleared }
}
