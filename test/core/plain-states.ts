import type { EntryStatus } from '@verso/core'

/** How entries stand, kept by hand: an entry with a title in two languages, German falling back to English, and a shared note. */
export const codes = ['en', 'de'] as const
export type Code = (typeof codes)[number]

interface Act {
  at: string
  by: string
}

interface Times {
  first: Act
  last: Act
}

export interface PlainEntry {
  id: string
  made: Act
  title: Partial<Record<Code, string>>
  note: string | null
  isTrashed: boolean
  /** Revisions in which titles were last saved. */
  saved: Record<Code, number>
  revision: number
  changes: Partial<Record<Code | '', Act>>
  heads: Partial<Record<Code, string>>
  times: Partial<Record<Code, Times>>
}

export function plainEntry(id: string, made: Act, title: string): PlainEntry {
  return {
    id,
    made,
    title: { en: title },
    note: null,
    isTrashed: false,
    saved: { en: 0, de: 0 },
    revision: 1,
    changes: {},
    heads: {},
    times: {},
  }
}

/** What readers would have in a language. */
function said({ title, note }: PlainEntry, code: Code): string {
  return JSON.stringify([(code === 'en' ? title.en : (title.de ?? title.en)) ?? null, note])
}

export function save(entry: PlainEntry, { title = {}, note }: { title?: Partial<Record<Code, string>>; note?: string }, act: Act): void {
  const changed = codes.filter((code) => title[code] !== undefined && title[code] !== entry.title[code])
  const isNew = note !== undefined && note !== entry.note
  if (changed.length === 0 && !isNew) return
  entry.revision += 1
  for (const code of changed) {
    entry.title[code] = title[code] ?? ''
    entry.saved[code] = entry.revision
    entry.changes[code] = act
  }
  if (isNew) Object.assign(entry, { note, changes: { ...entry.changes, '': act } })
}

export function publish(entry: PlainEntry, locales: readonly Code[], act: Act): void {
  for (const code of locales) {
    if (entry.heads[code] === said(entry, code)) continue
    entry.heads[code] = said(entry, code)
    entry.times[code] = { first: entry.times[code]?.first ?? act, last: act }
  }
}

export function unpublish(entry: PlainEntry, locales: readonly Code[]): void {
  for (const code of locales) delete entry.heads[code]
}

/** In one language, or of the entry. Undefined where nothing of it is, or was, in the language. */
export function statusOf(entry: PlainEntry, code?: Code): EntryStatus | undefined {
  if (entry.isTrashed) return 'trashed'
  const about = code === undefined ? codes : [code]
  const heads = about.filter((one) => entry.heads[one] !== undefined)
  if (heads.length > 0) return heads.every((one) => entry.heads[one] === said(entry, one)) ? 'published' : 'changed'
  if (about.some((one) => entry.times[one] !== undefined)) return 'unpublished'
  return code === 'de' && entry.title.de === undefined ? undefined : 'draft'
}

export function isOutdated({ title, saved }: PlainEntry): boolean {
  return title.de !== undefined && saved.en > saved.de
}

export function lastChange({ changes, made }: PlainEntry, code: Code): Act {
  return [made, changes[''], changes[code]].filter((act) => act !== undefined).reduce((last, act) => (act.at >= last.at ? act : last))
}

/** In one language, or in any. */
export function timesOf({ times }: PlainEntry, code?: Code): Times | undefined {
  const all = (code === undefined ? codes : [code]).flatMap((one) => times[one] ?? [])
  if (all.length === 0) return undefined
  return {
    first: all.map((one) => one.first).reduce((first, act) => (act.at < first.at ? act : first)),
    last: all.map((one) => one.last).reduce((last, act) => (act.at > last.at ? act : last)),
  }
}
