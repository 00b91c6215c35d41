import type { Transaction } from '@verso/data'
import { holdsLocalized, type Locale, type Model } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { localeByCode } from './change-locale.ts'
import { refuseStaleModel } from './refuse-stale-model.ts'
import { changeTo, writeModel } from './write-model.ts'

/** Removes a language in which nothing is written or published, and which no other one leans on. */
export async function deleteLocale(
  ctx: Context,
  code: string,
  { ifMatch }: { ifMatch?: string | undefined } = {},
): Promise<{ seq: bigint }> {
  authoriseManage(ctx.actor, 'locales')
  return ctx.store.transaction(async (tx) => {
    const present = await tx.models.lock()
    const locale = localeByCode(present, code)
    refuseStaleModel(present, ifMatch)
    refuseLeanedOn(present, locale)
    await refuseContent(tx, present, code)
    const { seq } = await writeModel(ctx, tx, {
      change: changeTo(present, { types: present.types, locales: present.locales.filter((other) => other !== locale) }),
      action: 'locale.delete',
      target: { kind: 'locale', id: code },
      before: locale,
    })
    return { seq }
  })
}

function refuseLeanedOn({ locales }: Model, { code, isDefault, label }: Locale): void {
  if (isDefault) throw new Refusal('in_use', `${label} is the default language; make another one the default first`)
  const leaning = locales.filter((locale) => locale.fallback === code)
  if (leaning.length > 0)
    throw new Refusal('in_use', `It stands in for other languages: ${leaning.map((locale) => locale.label).join(', ')}`, {
      facts: { fallbackOf: leaning.map((locale) => locale.code) },
    })
}

async function refuseContent(tx: Transaction, { types }: Model, code: string): Promise<void> {
  const fields = types.flatMap((type) => (type.kind === 'component' ? [] : type.fields))
  const { entries, media } = await tx.draftLocales.count(code, {
    localized: fields.filter((field) => field.localized === true).map((field) => field.id),
    holding: fields.filter(holdsLocalized).map((field) => field.id),
  })
  if (entries + media === 0) return
  throw new Refusal('in_use', `There is content in it: ${entries} entries and ${media} files`, { facts: { entries, media } })
}
