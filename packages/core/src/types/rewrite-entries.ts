import type { DraftRewrite, PublicationRewrite, ScannedDraft, ScannedPublication, Transaction } from '@verso/data'
import { type ContentType, isTouched, type Locale, type Model } from '@verso/model'
import { buildDraft } from '../entries/build-draft.ts'
import { buildPublication } from '../entries/build-publication.ts'
import { outdatedTranslations } from '../entries/translations.ts'
import { gatherPublications } from '../search/gather-words.ts'
import { isFoundOtherwise, type OutOfLine, outOfLine } from './derived-form.ts'
import { contentUnder } from './model-lineage.ts'
import { collidingValues } from './refuse-collisions.ts'
import type { PreparedChange } from './wanted-model.ts'

const pageSize = 1000

/** A change of the model that is being made: the new version is written, what hangs on it follows. */
export interface Rewriting {
  change: PreparedChange
  model: Model
  seq: bigint
}

/**
 * Brings drafts and publications in line with a new version of the model, those that it makes a difference to: all of them are derived from
 * revisions again, in pages. Readers' intervals, revisions and times stay as they are. What no longer keeps a rule of uniqueness refuses it.
 */
export async function rewriteEntries(tx: Transaction, rewriting: Rewriting): Promise<void> {
  const { change, model } = rewriting
  for (const type of model.types) {
    const before = change.present.types.find((candidate) => candidate.id === type.id)
    if (before === undefined || type.kind === 'component') continue
    const found = outOfLine(before, type, { isBack: change.walk.isBack })
    const isConverted = isTouched(change.walk, type.id)
    const isOtherwise = isFoundOtherwise(before, type)
    if (found.drafts || isConverted || isOtherwise) await rewriteDrafts(tx, rewriting, type)
    if (found.publications || isConverted) await rewritePublications(tx, rewriting, { before, type, found })
    else if (isOtherwise) await gatherPublications(tx, model, { kind: 'type', typeId: type.id })
  }
}

async function rewriteDrafts(tx: Transaction, { model }: Rewriting, type: ContentType): Promise<void> {
  let page: ScannedDraft[] = []
  do {
    const last = page.at(-1)
    page = await tx.scan.drafts(type.id, { after: last === undefined ? null : { entryId: last.entryId, at: '' }, limit: pageSize })
    const rows: DraftRewrite[] = []
    for (const row of page) {
      const { entryId, translations } = row
      const content = await contentUnder(tx, model, { ...row, typeId: type.id })
      // A field that comes to be shared loses its marks, one that comes back has those that its languages give it.
      const outdated = outdatedTranslations(type, content, { translations, locales: model.locales })
      rows.push({ ...buildDraft(type, content, model.locales), entryId, translations, outdated })
    }
    await tx.rewrites.drafts(rows)
  } while (page.length === pageSize)
}

interface OfType {
  before: ContentType
  type: ContentType
  found: OutOfLine
}

async function rewritePublications(tx: Transaction, { change, model, seq }: Rewriting, { before, type, found }: OfType): Promise<void> {
  const fieldIds = [...before.fields, ...type.fields].filter((field) => field.unique !== undefined).map((field) => field.id)
  const withSlugs = found.slugs || change.walk.forward.fields.get(type.id)?.some((pair) => pair.before.id === type.slugField) === true
  await tx.rewrites.forgetUniques({ typeId: type.id, fieldIds, withSlugs })
  const localesAt = await localesInForce(tx, model)
  const codes = new Set(model.locales.map((locale) => locale.code))
  const collisions = collidingValues(type)
  let page: ScannedPublication[] = []
  do {
    const last = page.at(-1)
    page = await tx.scan.publications(type.id, {
      after: last === undefined ? null : { entryId: last.entryId, at: last.id },
      limit: pageSize,
    })
    const rows: PublicationRewrite[] = []
    // What was published in a language that is gone stays as it is, and comes back with the language.
    for (const row of page) if (codes.has(row.locale)) rows.push(await publicationOf(tx, row, { type, model, locales: localesAt(row) }))
    await collisions.collect(() => tx.rewrites.publications(rows, seq))
    if (withSlugs && type.tree === true) await tx.publications.replacePlaces([...new Set(rows.map((row) => row.entryId))])
  } while (page.length === pageSize)
  collisions.refuse()
}

async function publicationOf(
  tx: Transaction,
  row: ScannedPublication,
  { type, model, locales }: { type: ContentType; model: Model; locales: Locale[] },
): Promise<PublicationRewrite> {
  const { id, isHead, locale, entryId, revision, revisedAt, createdAt, publishedAt, publishedById } = row
  const content = await contentUnder(tx, model, { ...row, typeId: type.id })
  const source = { type, modelVersion: model.version, entryId, content, revision, revisedAt, createdAt, publishedAt, publishedById }
  return { ...buildPublication(source, locale, locales), id, isHead }
}

/** The languages as they were when something was published: which one stands in for which is decided then, and stays so. */
async function localesInForce(tx: Transaction, model: Model): Promise<(row: Pick<ScannedPublication, 'locale' | 'validFrom'>) => Locale[]> {
  const history = (await tx.models.languages()).reverse()
  return ({ locale, validFrom }) => {
    const found = history.find(({ seq }) => seq === null || seq <= validFrom)?.locales ?? model.locales
    // Under a code that was renamed since, the chain is today's.
    return found.some(({ code }) => code === locale) ? found : model.locales
  }
}
