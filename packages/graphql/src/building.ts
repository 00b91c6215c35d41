import type { ContentType, Model } from '@verso/model'
import type { GraphQLInputFieldConfigMap, GraphQLInputObjectType, GraphQLNamedType, GraphQLObjectType } from 'graphql'
import { createMeanings, type Meanings } from './meanings.ts'
import { createNames, type Names } from './names.ts'
import { createOwnTypes, type OwnTypes, scalarsOf } from './own-types.ts'

/** What every step of making a schema needs. */
export interface Building {
  model: Model
  /** Decides which names from before a rename are still there. */
  now: Date
  names: Names
  own: OwnTypes
  scalars: ReturnType<typeof scalarsOf>
  meanings: Meanings
  /** What was made already, by the id of the content type; types refer to one another. */
  objects: Map<string, GraphQLObjectType>
  /** What conditions may name, by the id of the content type. */
  members: Map<string, GraphQLInputFieldConfigMap>
  /** Input types by name. */
  inputs: Map<string, GraphQLInputObjectType>
  /** All types that were made so far, by name. */
  types: Map<string, GraphQLNamedType>
}

export function createBuilding(model: Model, now: Date): Building {
  const names = createNames(model)
  const byName = new Map(model.types.map((type) => [type.name, names.typeOf(type)]))
  const own = createOwnTypes(names, (name) => byName.get(name))
  return {
    model,
    now,
    names,
    own,
    scalars: scalarsOf(own),
    meanings: createMeanings(),
    objects: new Map(),
    members: new Map(),
    inputs: new Map(),
    types: new Map(),
  }
}

export function isEntryType({ kind }: ContentType): boolean {
  return kind !== 'component'
}

/** An input type, made by whoever needs it first. */
export function inputOnce({ inputs, types }: Building, name: string, make: () => GraphQLInputObjectType): GraphQLInputObjectType {
  const known = inputs.get(name)
  if (known !== undefined) return known
  const made = make()
  inputs.set(name, made)
  types.set(name, made)
  return made
}

/** Notes a type that was made, for whoever asks for it by its name. */
export function noted<T extends GraphQLNamedType>({ types }: Building, type: T): T {
  types.set(type.name, type)
  return type
}
