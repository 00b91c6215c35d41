import type { ScanCursor, ScannedRevision, Tables } from '@verso/data'
import { type Content, type ContentType, type Field, isNested, type Json, nestedItems, walkContent } from '@verso/model'
import { entryTitle } from '../entries/entry-title.ts'
import { type ScannedState, tallyBrokenLinks, tallyBrokenRules } from './broken-rules.ts'
import { contentUnder } from './model-lineage.ts'
import { type Place, type PlannedStep, type PlanTally, planTally } from './plan-tally.ts'
import { isRule, type PreparedChange } from './wanted-model.ts'

const pageSize = 300

type Scanned = Pick<Tables, 'scan' | 'models' | 'entries' | 'media'>

/** Looks at every saved state of the entries that a change is about, page by page, and says what each step does to them. Writes nothing. */
export async function scanChange(tables: Scanned, change: PreparedChange): Promise<PlannedStep[]> {
  const tally = planTally(change.steps)
  for (const type of change.present.types.filter((candidate) => change.typeIds.includes(candidate.id))) {
    const scan = typeScan(change, type, tally)
    let after: ScanCursor | null = null
    for (let isMore = true; isMore; ) {
      const page: ScannedRevision[] = await tables.scan.revisions(type.id, { after, limit: pageSize })
      const states: ScannedState[] = []
      for (const row of page) states.push(scan(row, await contentUnder(tables, change.present, { ...row, typeId: type.id })))
      const next = change.wanted.types.find((candidate) => candidate.id === type.id)
      if (next !== undefined) await tallyBrokenLinks(tables, { change, type, next, tally }, states.filter(isPublished))
      const last = page.at(-1)
      if (last !== undefined) after = { entryId: last.entryId, at: String(last.number) }
      isMore = page.length === pageSize
    }
    await countDuplicates(tables, change, { type, tally })
  }
  return tally.steps()
}

/** What happens to one saved state of an entry of the type. */
function typeScan(change: PreparedChange, type: ContentType, tally: PlanTally): (row: ScannedRevision, content: Content) => ScannedState {
  const { present, wanted, steps, walk } = change
  const next = wanted.types.find((candidate) => candidate.id === type.id)
  const removed = new Set(steps.flatMap((step) => (step.kind === 'removeField' ? [step.fieldId ?? ''] : [])))
  const hasRules = steps.some(isRule)
  return (row, content) => {
    const place = placeOf(row, entryTitle(type, content, present.locales))
    if (next === undefined) {
      tally.remove(place, `removeType:${type.id}`, { locale: null, before: place.title })
      return { place, content, walked: content }
    }
    for (const { fieldId, locale, value } of valuesIn(type.fields, content, { wanted: removed }))
      tally.remove(place, `removeField:${fieldId}`, { locale, before: value })
    const walked = walkContent(walk, { typeId: type.id, content, report: (outcome) => tally.add(place, outcome) })
    const state = { place, content, walked }
    if (hasRules && isPublished(state)) tallyBrokenRules({ change, type, next, tally }, state)
    return state
  }
}

function isPublished({ place }: ScannedState): boolean {
  return place.publishedIn.length > 0
}

function placeOf({ entryId, isDraft, publishedIn }: ScannedRevision, title: string): Place {
  return { id: entryId, title, isDraft, publishedIn }
}

interface Found {
  fieldId: string
  locale: string | null
  value: Json
}

/** The values of some fields in a content, also where they stand inside of components. */
function valuesIn(
  fields: readonly Field[],
  content: Content,
  { wanted, locale = null }: { wanted: ReadonlySet<string>; locale?: string | null },
): Found[] {
  if (wanted.size === 0) return []
  return fields.flatMap((field): Found[] => {
    const isWanted = wanted.has(field.id)
    if (!isWanted && !isNested(field)) return []
    return ownValues(field, content[field.id], locale).flatMap((own): Found[] => {
      if (isWanted) return [{ ...own, fieldId: field.id }]
      return nestedItems(field, own.value).flatMap((item) => valuesIn(item.type.fields, item.value, { wanted, locale: own.locale }))
    })
  })
}

function ownValues(field: Field, value: Json | undefined, locale: string | null): { locale: string | null; value: Json }[] {
  if (value === undefined || value === null) return []
  if (field.localized !== true || locale !== null) return [{ locale, value }]
  if (typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value).map(([code, own]) => ({ locale: code, value: own }))
}

/** Published entries that hold one value, where the field becomes unique. */
async function countDuplicates(
  tables: Scanned,
  { steps, walk }: PreparedChange,
  { type, tally }: { type: ContentType; tally: PlanTally },
): Promise<void> {
  for (const step of steps.filter((one) => one.typeId === type.id && one.kind === 'changeSetting' && one.setting === 'unique')) {
    const isConverted = walk.forward.fields.get(type.id)?.some((pair) => pair.before.id === step.fieldId) === true
    if (isConverted || step.fieldId === undefined) continue
    for (const { entryId, title, value } of await tables.scan.duplicates(type.id, step.fieldId)) {
      const place = { id: entryId, title: Object.values(title)[0] ?? '', isDraft: false, publishedIn: [] }
      tally.break(place, step.id, `Another published entry holds "${value}" too`)
    }
  }
}
