import type { Context } from '../context.ts'
import { preparePublication } from './prepare-publication.ts'
import { refuseUnknownLocales } from './publish-locales.ts'
import type { PlannedAct, ReaderAct } from './reader-act.ts'

/** Works out what an act would change for readers. Looks at nothing but the entry; whether it may happen is for `checkActs` to say. */
export function planAct(ctx: Context, act: ReaderAct): PlannedAct {
  const { action, inHand, locales } = act
  if (action === 'publish') return { ...act, publications: preparePublication(ctx, inHand, locales), ended: [] }
  refuseUnknownLocales(inHand.locales, locales ?? [])
  const ended = inHand.entry.publications.filter((head) => action === 'trash' || locales === undefined || locales.includes(head.locale))
  return { ...act, publications: [], ended }
}
