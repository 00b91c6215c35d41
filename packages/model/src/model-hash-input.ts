import { canonicalJson } from './canonical-json.ts'
import type { Model } from './content-type.ts'

/**
 * The text whose SHA-256 names a model. Types stand by id (their order means nothing); fields keep their order, which readers see, and
 * so do locales.
 */
export function modelHashInput({ types, locales }: Pick<Model, 'types' | 'locales'>): string {
  return canonicalJson({ types: [...types].sort((one, other) => (one.id < other.id ? -1 : 1)), locales })
}
