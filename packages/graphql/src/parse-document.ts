import { type DocumentNode, GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql'
import { DocumentFault, tooLarge } from './document-fault.ts'
import { graphLimits } from './graph-limits.ts'
import { measureDocument } from './measure-document.ts'

/** The text as a document within the limits. What is too long or too deep is refused before it is parsed, the rest before it is looked at further. */
export function parseDocument(text: string): DocumentNode {
  const document = orFault(() => {
    const source = new Source(text)
    refuseLong(source)
    return parse(source)
  })
  refuseLarge(document)
  return document
}

function orFault<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof GraphQLError ? new DocumentFault('invalid_document', [error]) : error
  }
}

const opening: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]
const closing: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]

/** The parser goes down one call for each bracket. */
function refuseLong(source: Source): void {
  const lexer = new Lexer(source)
  let depth = 0
  for (let count = 1; ; count += 1) {
    const { kind } = lexer.advance()
    if (kind === TokenKind.EOF) return
    if (count > graphLimits.tokens) throw tooLarge(`A document has at most ${graphLimits.tokens} words and signs`)
    depth += opening.includes(kind) ? 1 : closing.includes(kind) ? -1 : 0
    if (depth > graphLimits.nesting) throw tooLarge(`Brackets nest up to ${graphLimits.nesting} deep`)
  }
}

function refuseLarge(document: DocumentNode): void {
  const { depth, aliases, fields, directives } = measureDocument(document)
  if (depth > graphLimits.depth) throw tooLarge(`Fields nest up to ${graphLimits.depth} deep, and this goes to ${depth}`)
  if (aliases > graphLimits.aliases) throw tooLarge(`A document has at most ${graphLimits.aliases} aliases, and this has ${aliases}`)
  if (directives > graphLimits.directives) throw tooLarge(`A document has at most ${graphLimits.directives} directives`)
  if (fields > graphLimits.fields)
    throw tooLarge(`A document asks for at most ${graphLimits.fields} fields, those of a fragment as often as it is spread`)
}
