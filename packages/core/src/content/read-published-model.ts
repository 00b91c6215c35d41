import { createHash } from 'node:crypto'
import { type Model, modelHashInput, nextNameEnd, type ReadableTypeView, readableTypeView } from '@verso/model'
import type { KeptAnswer, ReaderContext } from './published-answer.ts'
import { readableModel } from './readable-model.ts'

export interface ContentModel {
  model: Model
  view: { modelHash: string; types: ReadableTypeView[] }
  seq: bigint
  kept: KeptAnswer
}

/** The types and fields that this reader may see; the hash is of just those. */
export async function readPublishedModel(ctx: Pick<ReaderContext, 'store' | 'actor' | 'now'>): Promise<ContentModel> {
  const seq = await ctx.store.log.seq()
  const model = readableModel(await ctx.store.models.current(), ctx.actor)
  const modelHash = createHash('sha256').update(modelHashInput(model)).digest('hex')
  return {
    model,
    view: { modelHash, types: model.types.map((type) => readableTypeView(type, model)) },
    seq,
    // Nothing but a change of the model makes it another, and that drops everything.
    kept: { seq, tags: [], until: nextNameEnd(model, ctx.now()), modelVersion: model.version },
  }
}
