export * from './bulk.ts'
export type * from './content.ts'
export type { Json, JsonSchema } from '@verso/model'
export * from './entries.ts'
export * from './entry-verbs.ts'
export * from './erasure.ts'
export * from './history.ts'
export * from './home.ts'
export * from './identity-providers.ts'
export * from './imports.ts'
export * from './live.ts'
export * from './media.ts'
export { contentOpenApi } from './open-api/content-open-api.ts'
export { draftListParameters } from './open-api/content-parameters.ts'
export {
  header,
  licence,
  operationName,
  problemList,
  problemResponses,
  problemSchema,
  requestIdHeader,
  seqHeader,
  servers,
} from './open-api/open-api-parts.ts'
export * from './people.ts'
export * from './preflight.ts'
export * from './previews.ts'
export * from './problem.ts'
export * from './redirects.ts'
export * from './releases.ts'
export * from './roles.ts'
export * from './schedules.ts'
export * from './sample.ts'
export * from './search.ts'
export * from './settings.ts'
export * from './shared.ts'
export * from './sites.ts'
export * from './types.ts'
export * from './webhooks.ts'
export * from './folders.ts'
