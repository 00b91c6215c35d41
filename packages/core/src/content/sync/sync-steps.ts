import { type ContentType, isLocalizedType, type Model } from '@verso/model'
import type { SyncScope } from './sync-token.ts'

/** A sync goes step by step, so that a token only has to say in which it stands. */
export type SyncStep =
  | { kind: 'model' }
  /** What can't be read at a past state any more, and so isn't found by comparing states. */
  | { kind: 'taken'; types: ContentType[]; locales: string[] }
  | { kind: 'entries'; type: ContentType; locale: string; isAlike: boolean }
  | { kind: 'media'; types: ContentType[]; locale: string }
  | { kind: 'redirects'; types: ContentType[] }

export function stepsOf(scope: SyncScope, model: Model, types: ContentType[]): SyncStep[] {
  const locales = scope.locale === null ? model.locales.map(({ code }) => code) : [scope.locale]
  const main = scope.locale ?? model.locales.find(({ isDefault }) => isDefault)?.code ?? ''
  const has = (kind: SyncScope['kinds'][number]) => scope.kinds.includes(kind)
  return [
    ...(has('model') ? [{ kind: 'model' } as const] : []),
    ...(has('entries') ? [{ kind: 'taken', types, locales } as const, ...entrySteps(types, { locales, main })] : []),
    ...(has('media') ? [{ kind: 'media', types, locale: main } as const] : []),
    ...(has('redirects') ? [{ kind: 'redirects', types } as const] : []),
  ]
}

/** One item for each entry and language in which it is really published. A type that reads alike in every language is looked at once. */
function entrySteps(types: ContentType[], { locales, main }: { locales: string[]; main: string }): SyncStep[] {
  return types.flatMap((type) => {
    const isAlike = !isLocalizedType(type)
    return (isAlike ? [main] : locales).map((locale) => ({ kind: 'entries', type, locale, isAlike }) as const)
  })
}
