import type { ContentType, Field, Locale, Model } from '@verso/model'
import type { QueryIssues } from './query-issue.ts'

export interface PlanOptions {
  /** The model as the reader may see it: what isn't in it doesn't exist. */
  model: Model
  type: ContentType
  locales: readonly Locale[]
  now: Date
  /** The time of the past state that is read, which `now` in conditions means; names are those of today all the same. */
  pinnedTo?: Date | undefined
  /** Published content, or the drafts of the admin's lists. */
  purpose: 'published' | 'draft'
  /** Stands for the rights that the read is made with; a cursor isn't good under others. */
  binding?: string
  /** For reads over several types: a name counts as known when any type of the model has it. */
  acrossTypes?: boolean
}

/** What every step of a plan needs. */
export interface PlanContext extends PlanOptions {
  issues: QueryIssues
  /** Whether only values of their own language show. */
  ownOnly: boolean
  /** Whether the read searches, so that entries have a score. */
  isSearch: boolean
}

/** Whether entries that the field refers to can be loaded with it: those of references, and those among the words of rich text. */
export function leadsToEntries({ kind }: Field): boolean {
  return kind === 'reference' || kind === 'richText'
}

/** The types that a reference or rich text may lead to, as far as the reader may see them. */
export function targetTypes(field: Field, model: Model): ContentType[] {
  if (field.kind === 'richText') {
    const allowed = field.toolbar?.entries
    return model.types.filter((type) => type.kind !== 'component' && allowed?.includes(type.id) !== false)
  }
  return (field.to ?? []).flatMap((id) => model.types.find((type) => type.id === id) ?? [])
}

export function findField(type: ContentType, name: string): Field | undefined {
  return type.fields.find((field) => field.name === name)
}
