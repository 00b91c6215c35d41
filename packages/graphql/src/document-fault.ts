import { GraphQLError } from 'graphql'

/** Why a document isn't run: `invalid_document` where it isn't GraphQL or doesn't fit the schema; otherwise it asks for what nobody may ask. */
export class DocumentFault extends Error {
  readonly code: 'invalid_document' | 'invalid_query' | 'query_too_large'
  readonly errors: readonly GraphQLError[]

  constructor(code: DocumentFault['code'], errors: readonly GraphQLError[]) {
    super(errors[0]?.message ?? 'The document can not be run')
    this.name = 'DocumentFault'
    this.code = code
    this.errors = errors
  }
}

export function tooLarge(sentence: string): DocumentFault {
  return new DocumentFault('query_too_large', [new GraphQLError(sentence)])
}
