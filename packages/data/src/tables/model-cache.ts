import type { Model } from '@verso/model'

type Layouts = ReadonlyMap<string, string[]>

/** What a process remembers of the model: the newest version whole, and of every version it met the order of the fields. */
export interface ModelCache {
  newest: () => Model | null
  known: (version: number) => Model | null
  /** Remembers a committed model; gives it back. */
  keep: (model: Model) => Model
  /** Field ids by type id. */
  layouts: (version: number) => Layouts | null
  keepLayouts: (model: Model) => Layouts
  layoutsOf: (model: Model) => Layouts
}

export function createModelCache(): ModelCache {
  let newest: Model | null = null
  const layoutsByVersion = new Map<number, Layouts>()

  function keepLayouts(model: Model): Layouts {
    const layouts = layoutsByVersion.get(model.version) ?? layoutsOf(model)
    layoutsByVersion.set(model.version, layouts)
    return layouts
  }

  return {
    newest: () => newest,
    known: (version) => (newest?.version === version ? newest : null),
    keep(model) {
      keepLayouts(model)
      if (newest === null || model.version > newest.version) newest = model
      return model
    },
    layouts: (version) => layoutsByVersion.get(version) ?? null,
    keepLayouts,
    layoutsOf,
  }
}

function layoutsOf({ types }: Model): Layouts {
  return new Map(types.map((type) => [type.id, type.fields.map((field) => field.id)]))
}
