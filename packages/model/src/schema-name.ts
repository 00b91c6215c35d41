import type { ContentType } from './content-type.ts'

/** The name of a type's schema in OpenAPI, GraphQL and generated types: `post` is `Post`. */
export function schemaName(type: Pick<ContentType, 'name'>): string {
  return type.name.charAt(0).toUpperCase() + type.name.slice(1)
}
