import type { Json, Outcome, Step, Verdict } from '@verso/model'

type Counts = Record<Verdict, number>

/** A value before and after, and the entry that holds it. */
interface Sample {
  id: string
  title: string
  locale?: string
  before: Json
  after: Json
}

/** Published entries that a new rule would break. */
interface Breaks {
  count: number
  samples: { id: string; title: string; message: string }[]
}

/** A step of a change of the model, and what it does to the values that are there: values, of which a localised field has one for each language. */
export interface PlannedStep extends Step {
  /** Those of drafts. */
  counts: Counts
  places: { drafts: Counts; published: Counts; history: Counts }
  samples: Sample[]
  breaks?: Breaks
  needs?: 'acceptLoss'
}

/** Where a value stands: in the draft, in what readers have, or only in older revisions. */
export interface Place {
  id: string
  title: string
  isDraft: boolean
  publishedIn: readonly string[]
}

const maxSamples = 20
const removals: readonly Step['kind'][] = ['removeField', 'removeType', 'removeLocale']
const lossy: readonly Verdict[] = ['lost', 'convertedWithLoss']

interface Tallied {
  step: Step
  places: PlannedStep['places']
  samples: (Sample & { isLossy: boolean })[]
  breaks: Breaks
}

/** Counts what a change does, value by value, under the step that does it. */
export interface PlanTally {
  add: (place: Place, outcome: Outcome) => void
  /** One value that a step takes away. */
  remove: (place: Place, stepId: string, value: { locale: string | null; before: Json }) => void
  break: (place: Place, stepId: string, message: string) => void
  steps: () => PlannedStep[]
}

export function planTally(steps: readonly Step[]): PlanTally {
  const tallied = new Map(
    steps.map((step): [string, Tallied] => [step.id, { step, places: noPlaces(), samples: [], breaks: { count: 0, samples: [] } }]),
  )
  const idOf = stepFinder(steps)

  function count(
    place: Place,
    stepId: string | undefined,
    { locale, before, after, verdict }: Pick<Outcome, 'locale' | 'before' | 'after' | 'verdict'>,
  ): void {
    const found = stepId === undefined ? undefined : tallied.get(stepId)
    if (found === undefined) return
    for (const where of placesOf(place, locale)) found.places[where][verdict] += 1
    if (verdict !== 'kept') keepSample(found.samples, { ...sampleOf(place, locale), before, after, isLossy: lossy.includes(verdict) })
  }

  return {
    add: (place, outcome) => count(place, idOf(outcome), outcome),
    remove: (place, stepId, value) => count(place, stepId, { ...value, after: null, verdict: 'lost' }),
    break(place, stepId, message) {
      const breaks = tallied.get(stepId)?.breaks
      if (breaks === undefined) return
      breaks.count += 1
      if (breaks.samples.length < maxSamples) breaks.samples.push({ id: place.id, title: place.title, message })
    },
    steps: () => [...tallied.values()].map(toPlanned),
  }
}

/** Which step of a change did something to a value; the form of a field is brought about by the first step that is about it. */
function stepFinder(steps: readonly Step[]): (outcome: Outcome) => string | undefined {
  const byForm = new Map<string, string>()
  for (const step of steps)
    if (step.fieldId !== undefined && changesForm(step) && !byForm.has(step.fieldId)) byForm.set(step.fieldId, step.id)
  const renamed = new Map(steps.flatMap((step) => (step.kind === 'renameLocale' ? [[step.from ?? '', step.id] as const] : [])))
  return ({ cause, fieldId, was = '' }) => {
    if (cause === 'option') return `renameOption:${fieldId}:${was}`
    if (cause === 'localeRemoved') return `removeLocale:${was}`
    return cause === 'localeRenamed' ? renamed.get(was) : byForm.get(fieldId)
  }
}

function changesForm({ kind, setting }: Step): boolean {
  if (kind === 'changeSetting') return setting === 'bigint' || setting === 'components' || setting === 'blocks'
  return kind === 'changeKind' || kind === 'changeMany' || kind === 'changeLocalized'
}

function placesOf({ isDraft, publishedIn }: Place, locale: string | null): (keyof PlannedStep['places'])[] {
  const isPublished = locale === null || locale === '' ? publishedIn.length > 0 : publishedIn.includes(locale)
  const places = [isDraft ? ('drafts' as const) : [], isPublished ? ('published' as const) : []].flat()
  return places.length === 0 ? ['history'] : places
}

function sampleOf({ id, title }: Place, locale: string | null): Pick<Sample, 'id' | 'title' | 'locale'> {
  return { id, title, ...(locale === null || locale === '' ? {} : { locale }) }
}

/** As many as fit; what loses something is shown rather than what is only converted. */
function keepSample(samples: Tallied['samples'], sample: Tallied['samples'][number]): void {
  if (samples.some((one) => one.id === sample.id && one.locale === sample.locale)) return
  const spare = samples.length < maxSamples ? samples.length : sample.isLossy ? samples.findIndex((one) => !one.isLossy) : -1
  if (spare !== -1) samples[spare] = sample
}

function toPlanned({ step, places, samples, breaks }: Tallied): PlannedStep {
  const effect = effectOf(step, places)
  return {
    ...step,
    effect,
    counts: places.drafts,
    places,
    samples: samples.map(({ isLossy: _, ...sample }) => sample),
    ...(breaks.count === 0 ? {} : { breaks }),
    ...(effect === 'loss' ? { needs: 'acceptLoss' as const } : {}),
  }
}

/** What a step does to the values that are there: a step that finds none does nothing. */
function effectOf({ kind }: Step, { drafts, published, history }: PlannedStep['places']): Step['effect'] {
  const isLoss = [drafts, published].some((counts) => counts.lost + counts.convertedWithLoss > 0)
  // Conversions leave revisions as they are; what is removed can't be reached in them either.
  if (isLoss || (removals.includes(kind) && history.lost > 0)) return 'loss'
  return drafts.converted + published.converted > 0 ? 'convert' : 'none'
}

function noPlaces(): PlannedStep['places'] {
  const none = (): Counts => ({ kept: 0, converted: 0, convertedWithLoss: 0, lost: 0 })
  return { drafts: none(), published: none(), history: none() }
}
