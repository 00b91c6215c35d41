import { type Context, listTypes } from '@verso/core'
import { aType } from './builders.ts'

type Document = { locales: Record<string, unknown>[]; types: Record<string, unknown>[] }

/** The model as a document that can be changed and planned. */
export async function modelDocument(ctx: Context): Promise<Document> {
  const { views, locales } = await listTypes(ctx)
  return JSON.parse(
    JSON.stringify({ locales: locales.map(({ isDefault, ...locale }) => ({ ...locale, default: isDefault })), types: views }),
  ) as Document
}

/** The document with the fields of the article changed. */
export async function withFields(
  ctx: Context,
  change: (fields: Record<string, unknown>[]) => Record<string, unknown>[],
): Promise<Document> {
  const { types, ...rest } = await modelDocument(ctx)
  return {
    ...rest,
    types: types.map((type) => (type.name === 'article' ? { ...type, fields: change(type.fields as Record<string, unknown>[]) } : type)),
  }
}

/** A field with other settings. */
export function changed(name: string, settings: Record<string, unknown>) {
  return (fields: Record<string, unknown>[]) => fields.map((field) => (field.name === name ? { ...field, ...settings } : field))
}

export function without(name: string) {
  return (fields: Record<string, unknown>[]) => fields.filter((field) => field.name !== name)
}

/** Articles with a title and a code. */
export async function aCode(ctx: Context) {
  return aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'code', kind: 'text' },
    ],
  })
}
