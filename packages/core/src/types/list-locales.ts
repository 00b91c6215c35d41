import type { Locale } from '@verso/model'
import type { Context } from '../context.ts'

/** The languages of content, the default one first. Everyone who is signed in may know them. */
export async function listLocales(ctx: Context): Promise<Locale[]> {
  const { locales } = await ctx.model()
  return locales.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
}
