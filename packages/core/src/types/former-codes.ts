import type { Locale, Model } from '@verso/model'

/** For how long readers may ask for a language by its old code. */
const graceMs = 30 * 24 * 60 * 60 * 1_000

/** Languages with the codes that they had until lately. */
export function withFormerCodes(
  locales: readonly Locale[],
  { present, renames, now }: { present: Pick<Model, 'locales'>; renames: Record<string, string>; now: Date },
): Locale[] {
  const until = new Date(now.getTime() + graceMs).toISOString()
  return locales.map((locale) => {
    const was = Object.keys(renames).find((code) => renames[code] === locale.code)
    const before = present.locales.find((candidate) => candidate.code === (was ?? locale.code))
    const older = (before?.formerCodes ?? []).filter((former) => former.until > now.toISOString() && former.name !== was)
    const all = was === undefined ? older : [...older, { name: was, until }]
    const free = all.filter(({ name }) => locales.every((other) => other.code !== name))
    const { formerCodes: _, ...bare } = locale
    return free.length === 0 ? bare : { ...bare, formerCodes: free }
  })
}
