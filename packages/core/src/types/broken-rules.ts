import type { Tables } from '@verso/data'
import {
  checkContent,
  type Content,
  contentForLocale,
  contentLeaves,
  type ContentType,
  type Field,
  fieldAt,
  type Issue,
  localeChain,
} from '@verso/model'
import { allowedSchema, validateRichText } from '@verso/rich-text'
import { wrongTarget } from '../entries/check-links.ts'
import { type Link, linksOf } from '../entries/content-references.ts'
import type { Place, PlanTally } from './plan-tally.ts'
import { isRule, type PreparedChange } from './wanted-model.ts'

export interface RuleChange {
  change: PreparedChange
  /** The type before and after the change. */
  type: ContentType
  next: ContentType
  tally: PlanTally
}

/** A saved state before and after a change of the model, and where it stands. */
export interface ScannedState {
  place: Place
  content: Content
  walked: Content
}

/** Which new rules what readers have now would break; what broke a rule before is nothing new. */
export function tallyBrokenRules(ruling: RuleChange, state: ScannedState): void {
  const { tally } = ruling
  const broken = new Map([...brokenToolbars(ruling, state), ...brokenRules(ruling, state)])
  for (const [stepId, message] of broken) tally.break(state.place, stepId, message)
}

/** By step: what it breaks, said once. */
type Broken = [stepId: string, message: string][]

function brokenRules({ change, type, next }: RuleChange, { place, content, walked }: ScannedState): Broken {
  const { present, wanted, steps } = change
  const broken: Broken = []
  for (const locale of place.publishedIn) {
    const code = wanted.renames.locales[locale] ?? locale
    const known = keysOf(checkContent(type, contentForLocale(type, content, localeChain(present.locales, locale)), locale))
    for (const issue of checkContent(next, contentForLocale(next, walked, localeChain(wanted.locales, code)), code)) {
      const step = steps.find(
        (one) => isRule(one) && one.field !== undefined && issue.path.split('/').includes(one.field) && !known.has(keyOf(issue)),
      )
      if (step !== undefined) broken.push([step.id, issue.message])
    }
  }
  return broken
}

/** What a toolbar no longer allows is refused by the next save only; whoever narrows one wants to know where. */
function brokenToolbars({ change: { steps, wanted }, next }: RuleChange, { place, walked }: ScannedState): Broken {
  const narrowed = steps.filter((step) => step.kind === 'changeSetting' && step.setting === 'toolbar')
  if (narrowed.length === 0) return []
  return contentLeaves(next, walked).flatMap(({ field, value, locale }): Broken => {
    const step = narrowed.find(({ fieldId }) => fieldId === field.id)
    if (step === undefined || !isPublished(place, locale, wanted.renames.locales)) return []
    const [issue] = validateRichText(value, allowedSchema(field.toolbar))
    return issue === undefined ? [] : [[step.id, issue.message]]
  })
}

/**
 * Which links of what readers have now a field no longer takes, of a page of states: two statements, however many links. What it didn't
 * take before either is nothing new.
 */
export async function tallyBrokenLinks(
  tables: Pick<Tables, 'entries' | 'media'>,
  { change: { steps, wanted }, type, next, tally }: RuleChange,
  states: readonly ScannedState[],
): Promise<void> {
  const narrowed = steps.filter(({ kind, setting = '' }) => kind === 'changeSetting' && ['to', 'accept', 'toolbar'].includes(setting))
  if (narrowed.length === 0) return
  const stepOf = (field: Field | undefined) => narrowed.find(({ fieldId }) => fieldId === field?.id)
  const found = states.flatMap(({ place, walked }) =>
    linksOf(next, walked).flatMap((link) => {
      const step = stepOf(fieldAt(next, link))
      return step === undefined || !isPublished(place, link.locale, wanted.renames.locales) ? [] : [{ place, link, step }]
    }),
  )
  const targets = await targetsOf(
    tables,
    found.map(({ link }) => link),
  )
  const told = new Set<string>()
  for (const { place, link, step } of found) {
    const target = targets.get(link.id)
    const key = `${step.id} ${place.id}`
    if (target === undefined || told.has(key) || wrongTarget(type, link, target).length > 0) continue
    const [issue] = wrongTarget(next, link, target)
    if (issue === undefined) continue
    told.add(key)
    tally.break(place, step.id, issue.message)
  }
}

/** The type of each entry and the media type of each file that is there. */
async function targetsOf(tables: Pick<Tables, 'entries' | 'media'>, links: readonly Link[]): Promise<Map<string, string>> {
  const ids = (kind: Link['kind']) => [...new Set(links.filter((link) => link.kind === kind).map((link) => link.id))]
  const [entries, media] = [ids('entry'), ids('media')]
  const rows = entries.length === 0 ? [] : await tables.entries.findMany(entries)
  const files = media.length === 0 ? [] : await tables.media.findMany(media)
  return new Map([...rows.map((row) => [row.id, row.typeId] as const), ...files.map((file) => [file.id, file.mimeType] as const)])
}

/** `publishedIn` has the codes of before a change, content that was walked those of after it. */
function isPublished({ publishedIn }: Place, locale: string | null, renames: Record<string, string>): boolean {
  return locale === null ? publishedIn.length > 0 : publishedIn.some((code) => (renames[code] ?? code) === locale)
}

function keysOf(issues: readonly Issue[]): Set<string> {
  return new Set(issues.map(keyOf))
}

function keyOf({ path, code }: Pick<Issue, 'path' | 'code'>): string {
  return `${path} ${code}`
}
