import { isLocalizedType, type Model } from '@verso/model'
import type { ReadPlan } from '@verso/query'

/** In which languages published content is looked for. */
export interface Languages {
  /** The locale asked for and the ones that stand in for it, in order. */
  locales: string[]
  /** True where stand-ins are turned off inside of documents too: only what is written in the language itself shows. */
  ownOnly: boolean
  /** Types without localised fields read alike in every language: which they are, and where their documents are looked for, the default first. */
  alike: { typeIds: readonly string[]; locales: readonly string[] }
}

// A model lives as long as its version is the current one; what is worked out from it is kept beside it.
const alikeByModel = new WeakMap<Model, Languages['alike']>()

export function languagesOf(model: Model, { locales, ownOnly }: Pick<ReadPlan, 'locales' | 'ownOnly'>): Languages {
  return { locales, ownOnly, alike: alikeIn(model) }
}

function alikeIn(model: Model): Languages['alike'] {
  const known = alikeByModel.get(model)
  if (known !== undefined) return known
  const alike = {
    typeIds: model.types.filter((type) => !isLocalizedType(type)).map((type) => type.id),
    locales: model.locales.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)).map((locale) => locale.code),
  }
  alikeByModel.set(model, alike)
  return alike
}
