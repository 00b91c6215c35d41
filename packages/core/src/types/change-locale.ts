import { canonicalJson, type Json, type Locale, type Model } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { ChangedLocale } from './create-locale.ts'
import { withFormerCodes } from './former-codes.ts'
import { type LocaleInput, nextLocales } from './next-locales.ts'
import { refuseStaleModel } from './refuse-stale-model.ts'
import { changeTo, modelTimeoutMs, writeModel } from './write-model.ts'

/**
 * Changes a language: what it is called, which one stands in for it, whether it is the default. What is published stays as it was
 * published. Under another code it keeps all that is written in it, and readers may still ask by the old one for a while.
 */
export async function changeLocale(
  ctx: Context,
  code: string,
  { input, ifMatch }: { input: LocaleInput; ifMatch?: string | undefined },
): Promise<ChangedLocale> {
  authoriseManage(ctx.actor, 'locales')
  return ctx.store.transaction(
    async (tx) => {
      const present = await tx.models.lock()
      const before = localeByCode(present, code)
      refuseStaleModel(present, ifMatch)
      const next = nextLocales(present.locales, { was: code, input })
      const index = present.locales.indexOf(before)
      const renames = renamesOf(code, next[index]?.code ?? code)
      const locales = withFormerCodes(next, { present, renames, now: ctx.now() })
      const locale = locales[index] ?? before
      if (canonicalJson(locales as unknown as Json) === canonicalJson(present.locales as unknown as Json))
        return { locale, modelHash: present.hash, seq: null }
      const { model, seq } = await writeModel(ctx, tx, {
        change: changeTo(present, { types: present.types, locales }, { locales: renames }),
        action: 'locale.change',
        target: { kind: 'locale', id: locale.code },
        before,
        after: locale,
      })
      return { locale, modelHash: model.hash, seq }
    },
    { timeoutMs: modelTimeoutMs },
  )
}

function renamesOf(was: string, is: string): Record<string, string> {
  return was === is ? {} : { [was]: is }
}

export function localeByCode({ locales }: Pick<Model, 'locales'>, code: string): Locale {
  const locale = locales.find((candidate) => candidate.code === code)
  if (locale === undefined) throw new Refusal('not_found', `There is no language "${code}"`)
  return locale
}
