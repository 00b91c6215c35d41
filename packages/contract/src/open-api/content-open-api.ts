import { type ContentType, entrySchema, formerNamesOf, type JsonSchema, meantBy, type Model, schemaName } from '@verso/model'
import { generalPaths } from './general-paths.ts'
import { acrossTag, licence, pageSchema, problemList, problemSchema, servers } from './open-api-parts.ts'
import { tagOf, typePaths } from './type-paths.ts'

/** OpenAPI 3.1 of the content API for a model as one reader may see it; names that are given up are there until their time is over. */
export function contentOpenApi(model: Model, now: Date): JsonSchema {
  const entryTypes = model.types.filter(({ kind }) => kind !== 'component')
  const namesOf = (type: ContentType) => [type.name, ...formerNamesOf(type, now).filter((name) => meantBy(model.types, name, now) === type)]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Verso content API',
      version: '1',
      license: licence,
      description: `Published content, read-only. ${problemList()}`,
    },
    servers,
    tags: [
      ...entryTypes.map((type) => ({
        name: tagOf(type),
        description: type.description ?? type.label,
      })),
      { name: acrossTag, description: 'Reads that are not about one type' },
    ],
    paths: Object.fromEntries([
      ...entryTypes.flatMap((type) => namesOf(type).flatMap((name) => typePaths(type, name))),
      ...generalPaths(model.types),
    ]),
    components: {
      schemas: {
        ...Object.fromEntries(model.types.map((type) => [schemaName(type), entrySchema(type, model, 'out')])),
        List_Page: pageSchema,
        Problem_Details: problemSchema,
      },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A content token (vct_…); without one, the rights of the public role',
        },
      },
    },
    security: [{}, { token: [] }],
  }
}
