import type { Locale } from '@verso/model'
import type { Context } from '../context.ts'

export interface LocaleList {
  locales: Locale[]
  /** What a change of them says that it saw. */
  modelHash: string
}

/** The languages of content, the default one first. Everyone who is signed in may know them. */
export async function listLocales(ctx: Context): Promise<LocaleList> {
  const { locales, hash } = await ctx.model()
  return { locales: locales.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)), modelHash: hash }
}
