import { canonicalJson } from './canonical-json.ts'
import type { ContentType } from './content-type.ts'

/** The text whose SHA-256 names a model. Types stand by id (their order means nothing); fields keep their order, which readers see. */
export function modelHashInput(types: readonly ContentType[]): string {
  return canonicalJson([...types].sort((one, other) => (one.id < other.id ? -1 : 1)))
}
