import type { FieldPath } from './expression-node.ts'

const names = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*$/
const ids = /^#[0-9a-f-]+(?:\/[0-9a-f-]+)*$/

/** What stands between braces: `seo.title` as people write it, `#<id>/<id>` as it is stored; null for anything else. */
export function parseFieldPath(text: string): FieldPath | null {
  const trimmed = text.trim()
  if (names.test(trimmed)) return { by: 'name', segments: trimmed.split('.') }
  return ids.test(trimmed) ? { by: 'id', segments: trimmed.slice(1).split('/') } : null
}

export function printFieldPath({ by, segments }: FieldPath): string {
  return by === 'name' ? segments.join('.') : `#${segments.join('/')}`
}
