import { type EntryRow, TakenError, type Transaction } from '@verso/data'
import { canonicalJson, type ContentType, type Locale } from '@verso/model'
import type { Context } from '../context.ts'
import { buildDraft } from '../entries/build-draft.ts'
import { buildPublication } from '../entries/build-publication.ts'
import { Refusal } from '../refusal.ts'

/** A change of a type, as the version of the model that it makes. */
export interface TypeVersion {
  before: ContentType | null
  after: ContentType | null
  modelVersion: number
  seq: bigint
}

const pageSize = 200

/**
 * Brings what is kept beside content in line with a changed type: titles of drafts, addresses and unique values of publications.
 * Publications that can't all keep the new rule refuse the change.
 */
export async function reindexType(ctx: Context, tx: Transaction, version: TypeVersion): Promise<void> {
  const { before, after } = version
  if (before === null || after === null || !isMoved(before, after)) return
  const { locales } = await tx.models.current()
  let page: EntryRow[] = []
  do {
    const last = page.at(-1)?.id
    page = await tx.entries.listOfType(after.id, { limit: pageSize, ...(last === undefined ? {} : { after: last }) })
    for (const entry of page) await tx.entries.rewriteDraft(entry.id, buildDraft(after, entry.content, locales))
    await republish(ctx, tx, { entries: page, type: after, locales, version })
  } while (page.length === pageSize)
}

function isMoved(before: ContentType, after: ContentType): boolean {
  return canonicalJson(indexed(before)) !== canonicalJson(indexed(after))
}

/** What decides where an entry is found: its title, its address, its unique values. */
function indexed({ titleField, slugField, fields }: ContentType) {
  return {
    titleField: titleField ?? null,
    slugField: slugField ?? null,
    unique: fields
      .filter((field) => field.unique === true)
      .map((field) => field.id)
      .toSorted(),
  }
}

interface Republishing {
  entries: EntryRow[]
  type: ContentType
  locales: Locale[]
  version: TypeVersion
}

async function republish(ctx: Context, tx: Transaction, { entries, type, locales, version }: Republishing): Promise<void> {
  const publications = []
  for (const entry of entries) {
    for (const { revision: number, locale, publishedAt } of entry.publications) {
      const revision = await tx.revisions.find(entry.id, number)
      if (revision === null) throw new Error(`Entry ${entry.id} has no revision ${number}, which is published`)
      const source = {
        type,
        modelVersion: version.modelVersion,
        entryId: entry.id,
        content: revision.content,
        revision: number,
        revisedAt: revision.at,
        createdAt: entry.createdAt,
        publishedAt,
        publishedById: ctx.actor.id,
      }
      publications.push(buildPublication(source, locale, locales))
    }
  }
  try {
    await tx.publications.replace(publications, version.seq)
  } catch (error) {
    if (error instanceof TakenError) throw valuesCollide(type, error)
    throw error
  }
}

function valuesCollide(type: ContentType, { taken }: TakenError): Refusal {
  const issues = taken.map(({ fieldId, value }) => {
    const index = type.fields.findIndex((field) => field.id === (fieldId ?? type.slugField))
    return { path: `/fields/${index}`, code: 'unique_taken', message: `Several published entries hold "${value}"` }
  })
  return new Refusal('invalid_type', 'Published entries hold the same values already', { issues })
}
