import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'
import type { Operand } from './read-plan.ts'

const metresOf: Record<string, number> = { m: 1, km: 1000, mi: 1609.344 }
/** Half of the way round: nothing is farther. */
const maxMetres = 20_040_000

/** `near=52.5,13.4,10km`, as JSON also `[52.5, 13.4, "10km"]`: latitude, longitude and radius in metres. */
export function readCircle(raw: Raw, issues: QueryIssues): Operand | undefined {
  const [lat, lng, radius, ...more] = partsOf(raw) ?? []
  const metres = typeof radius === 'string' ? lengthOf(radius) : undefined
  const center = pointOf(lat, lng)
  if (center === undefined || metres === undefined || more.length > 0)
    return issues.add(raw.at, 'wrong_type', '"near" takes latitude, longitude and a radius in km, m or mi, such as 52.5,13.4,10km')
  return [...center, metres]
}

/** `within=south,west,north,east`; a box whose west is greater than its east lies across the date line. */
export function readBox(raw: Raw, issues: QueryIssues): Operand | undefined {
  const [south, west, north, east, ...more] = partsOf(raw) ?? []
  const [low, high] = [pointOf(south, west), pointOf(north, east)]
  if (low === undefined || high === undefined || more.length > 0)
    return issues.add(raw.at, 'wrong_type', '"within" takes south, west, north and east in degrees, such as 47,5,55,15')
  if ((low[0] ?? 0) > (high[0] ?? 0)) return issues.add(raw.at, 'out_of_range', 'The south of a box lies below its north')
  return [...low, ...high]
}

function partsOf(raw: Raw): (string | number)[] | undefined {
  if (raw.kind === 'text') return raw.text.split(',')
  if (raw.kind === 'texts') return raw.texts
  if (raw.kind === 'scalar') return typeof raw.value === 'string' ? raw.value.split(',') : undefined
  if (raw.kind !== 'list') return undefined
  const parts = raw.items.flatMap((item) =>
    item.kind === 'scalar' && (typeof item.value === 'string' || typeof item.value === 'number') ? item.value : [],
  )
  return parts.length === raw.items.length ? parts : undefined
}

function pointOf(lat: string | number | undefined, lng: string | number | undefined): number[] | undefined {
  const [latitude, longitude] = [degrees(lat, 90), degrees(lng, 180)]
  return latitude === undefined || longitude === undefined ? undefined : [latitude, longitude]
}

function degrees(part: string | number | undefined, max: number): number | undefined {
  const value = typeof part === 'string' && /^-?\d{1,3}(?:\.\d{1,20})?$/.test(part.trim()) ? Number(part) : part
  return typeof value === 'number' && Math.abs(value) <= max ? value + 0 : undefined
}

function lengthOf(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,8}(?:\.\d{1,20})?)(km|m|mi)$/.exec(text.trim()) ?? []
  const metres = Number(digits) * (metresOf[unit] ?? 0)
  return metres > 0 ? Math.min(metres, maxMetres) : undefined
}
