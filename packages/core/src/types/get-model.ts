import type { Model } from '@verso/model'
import type { Context } from '../context.ts'
import { visibleModel } from './visible-model.ts'

/** The whole model as one document, as far as the actor may see it. */
export async function getModel(ctx: Context): Promise<Model> {
  return visibleModel(ctx.actor, await ctx.store.models.current())
}
