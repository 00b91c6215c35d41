/** What comparing values means, said in a few lines for the loops that answers are held against. */

export type Comparing = 'text' | 'exact' | 'number' | 'bytes'

const rootCollator = new Intl.Collator('und')

export function compareValues(a: unknown, b: unknown, comparing: Comparing): number {
  if (comparing === 'number') return Number(a) - Number(b)
  const [left, right] = [String(a), String(b)]
  if (comparing === 'exact') return exactDifference(left, right)
  return (comparing === 'text' ? rootCollator.compare(left, right) : 0) || Buffer.compare(Buffer.from(left), Buffer.from(right))
}

/** Told by whole numbers of a hundred digits behind the point. */
function exactDifference(left: string, right: string): number {
  const [one, other] = [left, right].map(scaled)
  return one === undefined || other === undefined || one === other ? 0 : one < other ? -1 : 1
}

export function scaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(100, '0'))
}

export function folded(value: unknown): string {
  return String(value).toLowerCase()
}

export interface Spot {
  lat: number
  lng: number
}

/** By vectors from the centre of a sphere: another way than the compiler's. */
export function metresBetween(one: Spot, other: Spot): number {
  const [a, b] = [vectorOf(one), vectorOf(other)]
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
  const cross = Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
  return 6_371_008.8 * Math.atan2(cross, dot)
}

function vectorOf({ lat, lng }: Spot): [number, number, number] {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lng * Math.PI) / 180]
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

export function isInBox({ lat, lng }: Spot, [south = 0, west = 0, north = 0, east = 0]: readonly number[]): boolean {
  const isBetween = west <= east ? lng >= west && lng <= east : lng >= west || lng <= east
  return lat >= south && lat <= north && isBetween
}
