import type { Model } from '@verso/model'
import type { GraphQLSchema } from 'graphql'
import { createBuilding } from './building.ts'
import { lazySchema } from './lazy-schema.ts'
import type { Meanings } from './meanings.ts'
import { rootType } from './root-type.ts'

/** The schema of a model, and what its fields mean. */
export interface GraphSchema {
  schema: GraphQLSchema
  meanings: Meanings
  /** The name of the content type that an object type is of. */
  contentNames: ReadonlyMap<string, string>
}

/** The schema of a model as one reader may see it. `now` decides which names from before a rename are still there. */
export function createGraphSchema(model: Model, now: Date): GraphSchema {
  const building = createBuilding(model, now)
  const { own, meanings } = building
  for (const name of Object.keys(own.entry.toConfig().fields)) meanings.set(own.entry.name, name, { kind: 'value', name })
  return {
    schema: lazySchema(rootType(building), building),
    meanings,
    contentNames: new Map(model.types.map((type) => [building.names.typeOf(type), type.name])),
  }
}
