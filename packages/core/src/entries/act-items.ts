import type { EventItem, HeadBody, HeadRow, PublicationInput, Tables } from '@verso/data'
import { type ContentType, canonicalJson, presentValue } from '@verso/model'
import type { PlannedAct } from './reader-act.ts'

/** What the log tells of acts: one item per document, with the fields that differ from what readers had. One statement, however many. */
export async function actItems(tables: Tables, acts: readonly PlannedAct[]): Promise<EventItem[]> {
  const replaced = acts.filter(({ publications, inHand }) => publications.length > 0 && inHand.entry.publications.length > 0)
  const bodies = replaced.length === 0 ? [] : await tables.publications.bodies(replaced.map(({ inHand }) => inHand.entry.id))
  const known = new Map(bodies.map((body) => [`${body.entryId} ${body.locale}`, body]))
  const items: EventItem[] = []
  for (const act of acts) {
    for (const publication of act.publications) items.push(await publishItem(tables, { act, publication, known }))
    items.push(...act.ended.map((head) => endedItem(act, head)))
  }
  return items
}

interface Publishing {
  act: PlannedAct
  publication: PublicationInput
  known: ReadonlyMap<string, HeadBody>
}

async function publishItem(tables: Tables, { act, publication, known }: Publishing): Promise<EventItem> {
  const { entryId, typeId, locale, slug, revision } = publication
  const head = act.inHand.entry.publications.find((candidate) => candidate.locale === locale)
  const before = known.get(`${entryId} ${locale}`)
  const layout = before === undefined ? [] : await tables.models.layout(before.layout, typeId)
  const had = new Map(layout.map((fieldId, index) => [fieldId, before?.pieces[index]]))
  return {
    op: 'publish',
    id: entryId,
    typeId,
    locale,
    slug,
    ...(head !== undefined && head.slug !== null && head.slug !== slug ? { previousSlug: head.slug } : {}),
    revision,
    ...(head === undefined ? {} : { replaces: true }),
    changedFieldIds: changedFieldIds(act.inHand.type, publication, had),
  }
}

function changedFieldIds(type: ContentType, { pieces }: PublicationInput, had: ReadonlyMap<string, string | undefined>): string[] {
  return type.fields.flatMap((field, index) => {
    const [before, after] = [had.get(field.id) ?? JSON.stringify(presentValue(field)), pieces[index] ?? 'null']
    // Members of an object may stand in another order.
    const isSame = before === after || canonicalJson(JSON.parse(before)) === canonicalJson(JSON.parse(after))
    return isSame ? [] : [field.id]
  })
}

/** Of a document that readers lose: the slug is the one that it had. */
function endedItem({ action, inHand }: PlannedAct, { locale, slug, revision }: HeadRow): EventItem {
  const { id, typeId } = inHand.entry
  return { op: action === 'trash' ? 'delete' : 'unpublish', id, typeId, locale, slug, revision }
}
