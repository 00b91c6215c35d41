import type { FieldKind, Parsed } from '../field-kind.ts'
import type { Issue } from '../issue.ts'
import type { Json } from '../json.ts'
import { isPlainObject } from '../plain-object.ts'
import { fault, refused } from './shape.ts'

/** Degrees to both sides of the equator and of Greenwich. */
const greatest = { lat: 90, lng: 180 } as const
const schema = {
  type: 'object',
  required: ['lat', 'lng'],
  properties: { lat: degrees(greatest.lat), lng: degrees(greatest.lng) },
  additionalProperties: false,
}

/** A point on the earth, in degrees of WGS 84. */
export const location: FieldKind = {
  name: 'location',
  label: 'Location',
  settings: ['indexed', 'default'],
  comparison: 'location',
  resolution: 'none',
  editor: 'location',
  parse: parseLocation,
  check: () => [],
  comparable: (value) => value,
  inputSchema: () => schema,
  outputSchema: () => schema,
  typescript: () => '{ lat: number; lng: number }',
}

function parseLocation(value: unknown): Parsed {
  if (!isPlainObject(value)) return refused('wrong_type', 'A location is an object such as { "lat": 52.52, "lng": 13.405 }')
  const issues: Issue[] = Object.keys(value)
    .filter((name) => !Object.hasOwn(greatest, name))
    .map((name) => fault('unknown_member', `A location has no member "${name}"`))
  const point: { [name: string]: Json } = {}
  for (const part of ['lat', 'lng'] as const) {
    const angle = value[part]
    if (angle === undefined) issues.push(fault('required', `A location needs "${part}"`, `/${part}`))
    else if (typeof angle !== 'number' || !Number.isFinite(angle)) issues.push(fault('wrong_type', 'This must be a number', `/${part}`))
    else if (Math.abs(angle) > greatest[part])
      issues.push(fault('wrong_format', `This must be from −${greatest[part]} to ${greatest[part]} degrees`, `/${part}`))
    // Adding 0 makes −0, which JSON text can't tell from it, 0.
    else point[part] = angle + 0
  }
  return issues.length > 0 ? { issues } : { value: point }
}

function degrees(limit: number) {
  return { type: 'number', minimum: -limit, maximum: limit }
}
