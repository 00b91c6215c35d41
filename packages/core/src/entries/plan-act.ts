import type { Context } from '../context.ts'
import { preparePublication } from './prepare-publication.ts'
import { refuseUnknownLocales } from './publish-locales.ts'
import { refuseLocales } from '../rights/write-rights.ts'
import { type PlannedAct, type ReaderAct, readerActions } from './reader-act.ts'

/** Works out what an act would change for readers. Looks at nothing but the entry; whether it may happen is for `checkActs` to say. */
export function planAct(ctx: Context, act: ReaderAct): PlannedAct {
  const { action, inHand, locales } = act
  if (action === 'publish') {
    const publications = preparePublication(ctx, inHand, locales)
    refuseLocales(ctx.actor, 'publish', { entry: inHand.entry, locales: publications.map(({ locale }) => locale) })
    return { ...act, publications, ended: [] }
  }
  refuseUnknownLocales(inHand.locales, locales ?? [])
  const ended = inHand.entry.publications.filter((head) => action === 'trash' || locales === undefined || locales.includes(head.locale))
  refuseLocales(ctx.actor, readerActions[action], { entry: inHand.entry, locales: ended.map(({ locale }) => locale) })
  return { ...act, publications: [], ended }
}
