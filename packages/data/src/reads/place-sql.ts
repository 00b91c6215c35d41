import type { Json } from '@verso/model'
import type { Parameters } from './parameters.ts'
import type { SqlValue } from './sql-value.ts'

/** The mean radius of the earth. */
const earthMetres = 6_371_008.8

/** In degrees; what is open on a side ends beyond every place. */
interface Box {
  south: number
  west: number
  north: number
  east: number
}

/** About a metre: more than what the last digits of any of the sums below may be wrong by. */
const slackDegrees = 1e-5
const beyondAll = 1e6

/**
 * By the haversine formula, on a sphere: within half a percent of the truth. What it compares is the square of the sine of half the
 * angle, which is null where no place is.
 */
export function isNear({ json }: Pick<SqlValue, 'json'>, operand: Json, parameters: Parameters): string {
  const [latitude, longitude] = [degreesOf(json, 'lat'), degreesOf(json, 'lng')]
  const [north = 0, east = 0, metres = 0] = numbersIn(operand)
  const halfAngle = metres / (2 * earthMetres)
  // From half of the way round on everything is near, whatever the last digit says.
  const limit = halfAngle >= Math.PI / 2 ? 2 : Math.sin(halfAngle) ** 2
  const [lat, lng] = [parameters.add(String(north), 'float8'), parameters.add(String(east), 'float8')]
  const half = (one: string, other: string) => `power(sin(radians(${one} - ${other}) / 2), 2)`
  const square = `${half(latitude, lat)} + cos(radians(${lat})) * cos(radians(${latitude})) * ${half(longitude, lng)}`
  const boxes = boxesAround({ lat: north, lng: east, angle: 2 * halfAngle })
  return `${isIn(json, boxes, parameters)} and ${square} <= ${parameters.add(String(limit), 'float8')}`
}

export function isWithin({ json }: Pick<SqlValue, 'json'>, operand: Json, parameters: Parameters): string {
  const [south = 0, west = 0, north = 0, east = 0] = numbersIn(operand)
  const [s, w, n, e] = [south, west, north, east].map((degrees) => parameters.add(String(degrees), 'float8'))
  const longitude = degreesOf(json, 'lng')
  const crossesDateLine = west > east
  const between = crossesDateLine ? `(${longitude} >= ${w} or ${longitude} <= ${e})` : `${longitude} between ${w} and ${e}`
  const boxes = crossesDateLine
    ? [
        { south, west, north, east: beyondAll },
        { south, west: -beyondAll, north, east },
      ]
    : [{ south, west, north, east }]
  return `${isIn(json, boxes, parameters)} and ${degreesOf(json, 'lat')} between ${s} and ${n} and ${between}`
}

/** The place as PostgreSQL's indexes of points take it. */
export function pointOf(json: string): string {
  return `point(${degreesOf(json, 'lng')}, ${degreesOf(json, 'lat')})`
}

/** Roughly: what an index is asked. */
function isIn(json: string, boxes: readonly Box[], parameters: Parameters): string {
  const point = pointOf(json)
  const corner = (lng: number, lat: number) => `point(${parameters.add(String(lng), 'float8')}, ${parameters.add(String(lat), 'float8')})`
  const tests = boxes.map(
    ({ south, west, north, east }) =>
      `${point} <@ box(${corner(east + slackDegrees, north + slackDegrees)}, ${corner(west - slackDegrees, south - slackDegrees)})`,
  )
  return `(${tests.join(' or ')})`
}

/** What lies within an angle of a place lies in these: one, or one on each side of the date line. */
function boxesAround({ lat, lng, angle }: { lat: number; lng: number; angle: number }): Box[] {
  const [south, north] = [lat - degrees(angle), lat + degrees(angle)]
  // A pole is among it, and all longitudes meet there.
  if (south <= -90 || north >= 90) return [{ south, west: -beyondAll, north, east: beyondAll }]
  const half = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos((lat * Math.PI) / 180))))
  const [west, east] = [lng - half, lng + half]
  if (west < -180)
    return [
      { south, west: -beyondAll, north, east },
      { south, west: west + 360, north, east: beyondAll },
    ]
  if (east > 180)
    return [
      { south, west, north, east: beyondAll },
      { south, west: -beyondAll, north, east: east - 360 },
    ]
  return [{ south, west, north, east }]
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}

/** Null where no place is, also in a publication from before the field held one. */
function degreesOf(json: string, member: 'lat' | 'lng'): string {
  const value = `(${json}) -> '${member}'`
  return `case when jsonb_typeof(${value}) = 'number' then (${value})::float8 end`
}

function numbersIn(operand: Json): number[] {
  return Array.isArray(operand) ? operand.map(Number) : []
}
