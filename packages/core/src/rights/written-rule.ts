import type { RuleRow } from '@verso/data'
import type { Json, Model } from '@verso/model'
import { writtenWhere } from './where-paths.ts'

/** A rule as people read it. */
export interface WrittenRule {
  actions: string[]
  types?: string[]
  folders?: string[]
  fields?: { read?: string[]; write?: string[] }
  locales?: string[]
  where?: Json
  own?: true
  readHistory?: true
}

/** A rule in the names of today; what is gone is left out. */
export function writtenRule({ actions, types, folders, fields, locales, where, own, readHistory }: RuleRow, model: Model): WrittenRule {
  const read = fields?.read === undefined ? undefined : fieldNames(fields.read, model)
  const write = fields?.write === undefined ? undefined : fieldNames(fields.write, model)
  return {
    actions,
    ...(folders === undefined ? { types: typeNames(types, model) } : { folders }),
    ...(read === undefined && write === undefined
      ? {}
      : { fields: { ...(read === undefined ? {} : { read }), ...(write === undefined ? {} : { write }) } }),
    ...(locales === undefined ? {} : { locales }),
    ...(where === undefined ? {} : { where: writtenWhere(where, model) }),
    ...(own === undefined ? {} : { own }),
    ...(readHistory === undefined ? {} : { readHistory }),
  }
}

export function typeNames(typeIds: readonly string[], { types }: Pick<Model, 'types'>): string[] {
  return typeIds.flatMap((id) => (id === '*' ? ['*'] : types.filter((type) => type.id === id).map((type) => type.name)))
}

/** Fields of several types that are called alike stand once. */
function fieldNames(ids: readonly string[], { types }: Model): string[] {
  const names = ids.flatMap((entry) => {
    if (entry.startsWith('*')) return [entry]
    const sign = entry.startsWith('-') ? '-' : ''
    const id = entry.slice(sign.length)
    return types.flatMap((type) => type.fields.filter((field) => field.id === id).map(({ name }) => sign + name))
  })
  return [...new Set(names)]
}
