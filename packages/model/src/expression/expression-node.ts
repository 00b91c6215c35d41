/** A field that an expression names, from the outside in: its names, or ids in the stored form. */
export interface FieldPath {
  by: 'id' | 'name'
  segments: string[]
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>='
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%'
export type BinaryOperator = ComparisonOperator | ArithmeticOperator | 'and' | 'or'

/** The first fault of an expression, and where it is: `at` counts characters of its text from 0. */
export interface ExpressionFault {
  at: number
  message: string
  /** Set where a field is named that isn't there. */
  isUnknownField?: true
}

export type ParsedExpression = { node: ExpressionNode; fault?: never } | { fault: ExpressionFault; node?: never }

/** Bounds the work that an expression can make. */
export const maxNodes = 300

/** What an expression is made of; `at` is the place in its text, for faults. */
export type ExpressionNode =
  | { kind: 'number'; text: string; at: number }
  | { kind: 'text'; text: string; at: number }
  | { kind: 'constant'; value: true | false | null; at: number }
  | FieldNode
  | { kind: 'call'; name: string; args: ExpressionNode[]; at: number }
  | { kind: 'unary'; operator: '-' | 'not'; of: ExpressionNode; at: number }
  | { kind: 'binary'; operator: BinaryOperator; left: ExpressionNode; right: ExpressionNode; at: number }
  | { kind: 'template'; parts: (TextNode | FieldNode)[]; at: number }

export interface FieldNode {
  kind: 'field'
  path: FieldPath
  at: number
}

export interface TextNode {
  kind: 'text'
  text: string
  at: number
}

/** Words that are no names of fields unless they stand in braces. */
export const keywords: readonly string[] = ['true', 'false', 'null', 'and', 'or', 'not']

/** How tight each operator binds; what binds alike is read from left to right, comparisons don't chain. */
export const precedence: Record<BinaryOperator, number> = {
  or: 1,
  and: 2,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
}

/** `not` binds looser than a comparison, the sign tighter than everything. */
export const notPrecedence = 3
export const signPrecedence = 7
