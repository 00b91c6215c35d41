import { authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'

/** Refuses who could read nothing of what happens, before a stream is opened for it. */
export function authoriseWatching(ctx: Context): void {
  authoriseKind(ctx.actor, 'read')
}
