import type { Tables } from '@verso/data'
import { type ActsTogether, actsTogether } from '../entries/acts-together.ts'
import { actItems } from '../entries/act-items.ts'
import { fieldPath } from '../entries/check-links.ts'
import { possibleActs } from '../entries/possible-acts.ts'
import { changesReaders, type PlannedAct } from '../entries/reader-act.ts'
import type { TakenActs } from '../entries/take-acts.ts'
import { linksToWhatGoes } from '../entries/target-rules.ts'
import type { Context } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { planOrNull } from './plan-or-null.ts'
import type { Preflight, PreflightIssue } from './preflight.ts'
import { issuesOf, localeIn } from './preflight-issues.ts'
import { type FoundTargets, linkingEntries, unpublishedTargets } from './preflight-targets.ts'
import { publicByThen } from './public-by-then.ts'
import { toldOfActs } from './told-of-acts.ts'
import { publicationImpact } from './publication-impact.ts'

/** What is put before the paths of one of several wishes. */
type Prefix = (wish: number) => string

interface Wished {
  plan: PlannedAct
  prefix: string
}

interface Judging {
  prefixOf: Prefix
  /** When it is to happen; absent: now. */
  at?: string | undefined
}

/** Judges acts, one or many, as what they would be done together with, and tells whom all of them concern. */
export async function judgeTogether(ctx: Context, taken: TakenActs, { prefixOf, at }: Judging): Promise<Omit<Preflight, 'revision'>> {
  const tables = ctx.store
  const expected = await publicByThen(ctx, tables, { taken, at })
  const { planned, refusals } = await possibleActs(ctx, tables, { ...taken, expected })
  const wished = taken.acts.flatMap((act, wish) => {
    const plan = act instanceof Refusal ? null : (planned.find((one) => one.wish === wish) ?? planOrNull(ctx, act))
    return plan === null ? [] : [{ plan, prefix: prefixOf(wish) }]
  })
  const faults = [...refusals]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([wish, refusal]) => withPrefix(issuesOf(refusal, typeIn(taken, wish)), prefixOf(wish)))
  // A single act is told in full also when it is refused: what would change, and for whom, helps to decide what to mend.
  const whole = taken.acts.length === 1 ? [...new Set([...wished.map(({ plan }) => plan), ...planned])] : planned
  const found = await targetsOf(ctx, tables, { wished, expected })
  const changing = whole.filter(changesReaders)
  const { hidden, ...impact } = await publicationImpact(
    ctx,
    tables,
    changing.map(({ inHand }) => inHand.entry.id),
  )
  const told = await toldOfActs(tables, changing)
  return {
    verdict: faults.length === 0 ? 'ok' : 'refused',
    issues: [...faults, ...found.warnings],
    changes: await changesOf(ctx, tables, wished),
    targets: found.targets,
    impact: { ...impact, ...told, complete: impact.complete && told.complete },
    hidden: new Set([...found.hidden, ...hidden]).size,
  }
}

function typeIn({ acts }: TakenActs, wish: number) {
  const act = acts[wish]
  return act === undefined || act instanceof Refusal ? null : act.inHand.type
}

function withPrefix(issues: PreflightIssue[], prefix: string): PreflightIssue[] {
  return prefix === '' ? issues : issues.map((issue) => ({ ...issue, path: prefix + issue.path }))
}

async function targetsOf(
  ctx: Context,
  tables: Tables,
  { wished, expected }: { wished: readonly Wished[]; expected: ReadonlySet<string> },
): Promise<FoundTargets & { warnings: PreflightIssue[] }> {
  const together = actsTogether(
    wished.map(({ plan }) => plan),
    expected,
  )
  const all: (FoundTargets & { warnings: PreflightIssue[] })[] = []
  for (const { plan, prefix } of wished.filter((one) => one.plan.action === 'publish')) {
    const { targets, hidden } = await unpublishedTargets(ctx, tables, plan)
    // What the same acts make public is there for readers then.
    const missing = targets.filter(({ id }) => !expected.has(id) && (wished.length === 1 || !together.isPublished(id)))
    const warnings = withPrefix(warningsOf(plan, missing), prefix)
    all.push({ targets: missing.map((target) => ({ ...target, path: prefix + target.path })), hidden, warnings })
  }
  all.push({ ...(await users(ctx, tables, { wished, together })), warnings: [] })
  return {
    targets: all.flatMap(({ targets }) => targets),
    hidden: all.flatMap(({ hidden }) => hidden),
    warnings: all.flatMap(({ warnings }) => warnings),
  }
}

async function users(
  ctx: Context,
  tables: Tables,
  { wished, together }: { wished: readonly Wished[]; together: ActsTogether },
): Promise<FoundTargets> {
  const acts = wished.map(({ plan }) => plan)
  const model = acts[0]?.inHand.model
  if (model === undefined) return { targets: [], hidden: [] }
  const links = await linksToWhatGoes(tables, { acts, together, model })
  return linkingEntries(ctx, tables, { links: [...links.values()].flat(), model })
}

/** What goes through, and will not look as somebody may have thought. */
function warningsOf({ inHand }: PlannedAct, targets: FoundTargets['targets']): PreflightIssue[] {
  return targets
    .filter(({ policy }) => policy === 'absent')
    .map(({ path, title }) => {
      const locale = localeIn(inHand.type, path)
      const message = `"${title}" is not published: readers will find nothing here`
      return { severity: 'warning', path, ...(locale === undefined ? {} : { locale }), code: 'target_unpublished', message }
    })
}

/** By locale, the fields that readers would find changed, as far as the asker may read them; none where the document ends. */
async function changesOf(ctx: Context, tables: Tables, wished: readonly Wished[]): Promise<Record<string, string[]>> {
  const changing = wished.filter(({ plan }) => changesReaders(plan))
  const items =
    changing.length === 0
      ? []
      : await actItems(
          tables,
          changing.map(({ plan }) => plan),
        )
  const changes: Record<string, string[]> = {}
  for (const { id, locale = '', changedFieldIds = [] } of items) {
    const one = changing.find(({ plan }) => plan.inHand.entry.id === id)
    if (one === undefined) continue
    const type = readableFields(ctx.actor, one.plan.inHand.type, one.plan.inHand.entry)
    const paths = type.fields
      .filter((field) => changedFieldIds.includes(field.id))
      .map((field) => one.prefix + fieldPath(type, { fieldId: field.id, locale: field.localized === true ? locale : null }))
    changes[locale] = [...(changes[locale] ?? []), ...paths]
  }
  return changes
}
