import { authoriseKind, mayManage } from '../authorise.ts'
import { bodyText } from '../content/answer-body.ts'
import { resolvePath } from '../content/resolve-path.ts'
import type { Context } from '../context.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { entryTitle } from '../entries/entry-title.ts'
import { readableEntry } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'

export interface PathToTry {
  path: string | undefined
  locale?: string | undefined
}

/** Where a path leads readers now; null where they find nothing. */
export interface TriedPath {
  path: string
  leadsTo: {
    entry: { id: string; typeName: string; title: string } | null
    locale: string
    path: string | null
    moved: boolean
    permanent: boolean
  } | null
}

/** What the content API answers about a path. */
interface Resolved {
  id: string | null
  locale: string
  path: string | null
  moved: boolean
  permanent?: boolean
}

/** Says where a path leads readers, by the very function that answers them; it counts as nobody's coming by. */
export async function tryPath(ctx: Context, { path, locale }: PathToTry): Promise<TriedPath> {
  if (!mayManage(ctx.actor, 'settings')) authoriseKind(ctx.actor, 'read')
  if (path === undefined) {
    const issue = { parameter: 'path', code: 'required', message: 'Name a path' }
    throw new Refusal('invalid_query', issue.message, { issues: [issue] })
  }
  const reader = { ...ctx, mediaBase: '', hits: { add: () => undefined } }
  const answer = await resolvePath(reader, { path, locale, viewpoint: [] })
  if (answer.body === undefined) return { path, leadsTo: null }
  const { data } = JSON.parse(bodyText(answer.body)) as { data: Resolved }
  const { id, moved, permanent = true } = data
  const entry = id === null ? null : await ctx.store.entries.find(id)
  const model = await ctx.model()
  const shown = entry === null ? null : readableEntry(ctx.actor, typeOfEntry(model, entry), entry)
  return {
    path,
    leadsTo: {
      entry:
        entry === null || shown === null
          ? null
          : { id: entry.id, typeName: shown.type.name, title: entryTitle(shown.type, shown.content, model.locales) },
      locale: data.locale,
      path: data.path,
      moved,
      permanent,
    },
  }
}
