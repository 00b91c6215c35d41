import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** Of OpenAPI 3.1 what the descriptions of Verso use. */
export interface ApiDocument {
  info: { title: string; description?: string }
  tags: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  deprecated?: boolean
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, ApiResponse>
}

export interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema: Schema
}

export interface ApiResponse {
  description: string
  headers?: Record<string, { description?: string; schema: Schema }>
  content?: Record<string, { schema: Schema }>
}

export interface Schema {
  $ref?: string
  type?: string | string[]
  title?: string
  description?: string
  format?: string
  const?: unknown
  enum?: unknown[]
  default?: unknown
  minimum?: number
  maximum?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  allOf?: Schema[]
}

export type Surface = 'content' | 'admin'

/** The description of one API, as far as the asker may know of it. */
export function referenceQuery(surface: Surface) {
  const path = surface === 'admin' ? '/openapi.json' : '/openapi/content.json'
  return queryOptions({
    queryKey: ['reference', surface],
    queryFn: ({ signal }) => api.get<ApiDocument>(path, { signal }),
    staleTime: 60_000,
  })
}
