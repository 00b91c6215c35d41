import type { Locale } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { type LocaleInput, nextLocales } from './next-locales.ts'
import { refuseStaleModel } from './refuse-stale-model.ts'
import { changeTo, modelTimeoutMs, writeModel } from './write-model.ts'

/** A language after a verb that may have changed it; `seq` is null when it hasn't. */
export interface ChangedLocale {
  locale: Locale
  modelHash: string
  seq: bigint | null
}

export interface NewLocale extends LocaleInput {
  code: string
  label: string
}

/** Adds a language of content. Nothing is written in it yet: readers see what stands in for it once entries are published in it. */
export async function createLocale(
  ctx: Context,
  input: NewLocale,
  { ifMatch }: { ifMatch?: string | undefined } = {},
): Promise<ChangedLocale> {
  authoriseManage(ctx.actor, 'locales')
  return ctx.store.transaction(
    async (tx) => {
      const present = await tx.models.lock()
      refuseStaleModel(present, ifMatch)
      const locales = nextLocales(present.locales, { was: null, input })
      const locale = lastOf(locales)
      const { model, seq } = await writeModel(ctx, tx, {
        change: changeTo(present, { types: present.types, locales }),
        action: 'locale.create',
        target: { kind: 'locale', id: locale.code },
        after: locale,
      })
      return { locale, modelHash: model.hash, seq }
    },
    { timeoutMs: modelTimeoutMs },
  )
}

function lastOf(locales: Locale[]): Locale {
  const last = locales.at(-1)
  if (last === undefined) throw new Error('A model has at least one language')
  return last
}
