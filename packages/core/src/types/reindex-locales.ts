import type { Transaction } from '@verso/data'
import { type ContentType, isLocalizedType, type Locale, localeChain, type Model } from '@verso/model'
import { buildDraft } from '../entries/build-draft.ts'
import { defaultLocale } from '../entries/entry-title.ts'
import { outdatedTranslations } from '../entries/translations.ts'

export interface LocalesChange {
  present: Pick<Model, 'locales'>
  next: Pick<Model, 'types' | 'locales'>
  /** Codes as they were → as they are. */
  renames: Record<string, string>
  /** An undo may bring a language back that things are written in; any other new one is empty. */
  isUndo: boolean
}

const pageSize = 500

/**
 * Brings what drafts keep by locale in line with changed languages: what they would say in each (which the status compares with what is
 * public), and which translations are older than their source. What is published stays as it was published.
 */
export async function reindexLocales(tx: Transaction, { present, next, renames, isUndo }: LocalesChange): Promise<void> {
  const before = present.locales.map((locale) => renamed(locale, renames))
  const gone = before.map(({ code }) => code).filter((code) => isNew(next.locales, code))
  if (gone.length > 0) await tx.draftLocales.forget(gone)

  const moved = next.locales.map(({ code }) => code).filter((code) => chainOf(before, code) !== chainOf(next.locales, code))
  const isOtherDefault = defaultLocale(before) !== defaultLocale(next.locales)
  const types = next.types.filter((type) => type.kind !== 'component')
  const localized = types.filter(isLocalizedType)
  // A type without localised fields says the same in every language.
  for (const code of moved.filter((locale) => isNew(before, locale)))
    await tx.draftLocales.copyHashes(idsOf(types.filter((type) => !isLocalizedType(type))), { code, from: defaultLocale(before) })
  const unread = isUndo ? moved : await copyFromStandIns(tx, { before, moved, next: { ...next, types: localized } })
  if (unread.length === 0 && !isOtherDefault) return
  for (const type of localized) await reindexDrafts(tx, { type, locales: next.locales, codes: unread })
}

interface Moved {
  before: Locale[]
  next: Pick<Model, 'types' | 'locales'>
  /** Locales that are new, or whose stand-ins are others than before. */
  moved: string[]
}

/** In a new language nothing is written: it says what its stand-in says. Gives the locales that this can't tell of. */
async function copyFromStandIns(tx: Transaction, { before, moved, next }: Moved): Promise<string[]> {
  const unread: string[] = []
  for (const code of moved) {
    const standIn = next.locales.find((locale) => locale.code === code)?.fallback ?? null
    if (isNew(before, code) && standIn !== null && !moved.includes(standIn))
      await tx.draftLocales.copyHashes(idsOf(next.types), { code, from: standIn })
    else unread.push(code)
  }
  return unread
}

async function reindexDrafts(
  tx: Transaction,
  { type, locales, codes }: { type: ContentType; locales: Locale[]; codes: readonly string[] },
): Promise<void> {
  for (let after: string | null = null; ; ) {
    const page = await tx.draftLocales.page(type.id, { after, limit: pageSize })
    const rows = page.map(({ entryId, content, translations }) => {
      const hashes: Record<string, string> = codes.length === 0 ? {} : buildDraft(type, content, locales).hashes
      return {
        entryId,
        hashes: Object.fromEntries(Object.entries(hashes).filter(([code]) => codes.includes(code))),
        outdated: outdatedTranslations(type, content, { translations, locales }),
      }
    })
    if (rows.length > 0) await tx.draftLocales.write(rows)
    after = page.at(-1)?.entryId ?? null
    if (page.length < pageSize || after === null) return
  }
}

function idsOf(types: readonly ContentType[]): string[] {
  return types.map((type) => type.id)
}

function renamed({ fallback, ...locale }: Locale, renames: Record<string, string>): Locale {
  return { ...locale, code: renames[locale.code] ?? locale.code, fallback: fallback === null ? null : (renames[fallback] ?? fallback) }
}

function isNew(locales: readonly Locale[], code: string): boolean {
  return locales.every((locale) => locale.code !== code)
}

function chainOf(locales: readonly Locale[], code: string): string | null {
  return isNew(locales, code) ? null : localeChain(locales, code).join(' ')
}
