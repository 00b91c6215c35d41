import { type ContentTypeView, contentTypeView, type Locale } from '@verso/model'
import type { Context } from '../context.ts'
import { getModel } from './get-model.ts'

export interface TypeList {
  locales: Locale[]
  views: ContentTypeView[]
  modelVersion: number
  modelHash: string
}

/** Every content type that the actor may see: the whole model as one document. */
export async function listTypes(ctx: Context): Promise<TypeList> {
  const model = await getModel(ctx)
  return {
    locales: model.locales,
    views: model.types.map((type) => contentTypeView(type, model)),
    modelVersion: model.version,
    modelHash: model.hash,
  }
}
