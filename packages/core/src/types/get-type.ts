import { type ContentType, type ContentTypeView, contentTypeView, type Model } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { getModel } from './get-model.ts'

/** A content type as people write it, and the model that it stands in: what a later change says it saw. */
export interface TypeDetail {
  view: ContentTypeView
  modelVersion: number
  modelHash: string
}

export async function getType(ctx: Context, name: string): Promise<TypeDetail> {
  const model = await getModel(ctx)
  return typeDetail(typeByName(model, name), model)
}

export function typeDetail(type: ContentType, model: Model): TypeDetail {
  return { view: contentTypeView(type, model), modelVersion: model.version, modelHash: model.hash }
}

export function typeByName(model: Model, name: string): ContentType {
  const type = model.types.find((candidate) => candidate.name === name)
  if (type === undefined) throw new Refusal('not_found', `There is no content type "${name}"`)
  return type
}
