import { jsonPointer } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { refuseLocales } from '../rights/write-rights.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { type EntryInHand, takeLiveEntry } from './entry-in-hand.ts'
import { defaultLocale } from './entry-title.ts'
import { outdatedTranslations, translationPath } from './translations.ts'
import { getEntryRow } from './write-revision.ts'

export interface TranslationConfirmation {
  locale: string
  /** As `outdated` of the entry names them; absent: all of them. */
  paths?: readonly string[] | undefined
  ifMatch?: number | undefined
}

/** Says that translations fit their source as it is now: the mark goes, the content stays. */
export async function confirmTranslation(
  ctx: Context,
  entryId: string,
  { locale, paths, ifMatch }: TranslationConfirmation,
): Promise<EntryDetail> {
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit', ifMatch })
    const { entry, type, locales } = inHand
    refuseNoTranslation(inHand, locale)
    refuseLocales(ctx.actor, 'edit', { entry, locales: [locale] })
    const keys = keysOf(inHand, { locale, paths })
    if (keys.length === 0) return entryDetail(ctx, tx, entry)

    const confirmed = keys.map((key) => [key, { ...entry.translations[key], [locale]: entry.revision }] as const)
    const translations = { ...entry.translations, ...Object.fromEntries(confirmed) }
    await tx.entries.confirmTranslations(entryId, {
      translations,
      outdated: outdatedTranslations(type, entry.content, { translations, locales }),
    })
    await recordAudit(ctx, tx, {
      action: 'entry.confirm_translation',
      target: { kind: 'entry', id: entryId },
      after: { locale, revision: entry.revision, paths: keys.map((key) => translationPath(type, key, locale) ?? key) },
    })
    return entryDetail(ctx, tx, await getEntryRow(tx, entryId))
  })
}

function refuseNoTranslation({ locales }: EntryInHand, locale: string): void {
  const known = locales.some(({ code }) => code === locale)
  if (known && locale !== defaultLocale(locales)) return
  const issue = known
    ? { path: '/locale', code: 'invalid', message: 'Values of the default language are sources, not translations' }
    : { path: '/locale', code: 'unknown_locale', message: `There is no locale "${locale}"` }
  throw new Refusal('invalid_value', issue.message, { issues: [issue] })
}

/** The outdated values that are meant. A path of a translation that is up to date says nothing new, one of nothing is a fault. */
function keysOf({ entry, type }: EntryInHand, { locale, paths }: TranslationConfirmation): string[] {
  const outdated = entry.outdated[locale] ?? []
  if (paths === undefined) return outdated
  const issues = paths.flatMap((path, index): RefusalIssue[] =>
    isOfField(path, type)
      ? []
      : [{ path: jsonPointer('paths', index), code: 'unknown_field', message: `There is no translation at "${path}"` }],
  )
  if (issues.length > 0) throw new Refusal('invalid_value', 'Some translations do not exist', { issues })
  return outdated.filter((key) => paths.includes(translationPath(type, key, locale) ?? ''))
}

function isOfField(path: string, type: EntryInHand['type']): boolean {
  return type.fields.some(({ name }) => path.startsWith(`${jsonPointer('fields', name)}/`))
}
