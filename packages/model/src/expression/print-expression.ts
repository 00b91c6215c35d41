import { type ExpressionNode, keywords, notPrecedence, precedence, signPrecedence } from './expression-node.ts'
import { printFieldPath } from './field-path.ts'

/** The one spelling of an expression; reading it gives the same expression again. */
export function printExpression(node: ExpressionNode): string {
  return node.kind === 'template' ? printTemplate(node.parts) : `= ${printCondition(node)}`
}

/** The same without the leading `=`, as rules and conditions are written. */
export function printCondition(node: ExpressionNode): string {
  return print(node, 0)
}

/** `least`: how tight the operator around it binds; what binds looser stands in parentheses. */
function print(node: ExpressionNode, least: number): string {
  switch (node.kind) {
    case 'number':
      return node.text
    case 'text':
      return `"${node.text.replace(/["\\]/g, '\\$&')}"`
    case 'constant':
      return String(node.value)
    case 'field':
      return isBare(node) ? printFieldPath(node.path) : `{${printFieldPath(node.path)}}`
    case 'call':
      return `${node.name}(${node.args.map((arg) => print(arg, 0)).join(', ')})`
    case 'unary':
      return node.operator === '-'
        ? within(`-${print(node.of, signPrecedence)}`, signPrecedence, least)
        : within(`not ${print(node.of, notPrecedence)}`, notPrecedence, least)
    case 'binary': {
      const own = precedence[node.operator]
      // Comparisons don't chain, so that one inside another needs parentheses on both sides.
      const left = print(node.left, own === precedence['=='] ? own + 1 : own)
      return within(`${left} ${node.operator} ${print(node.right, own + 1)}`, own, least)
    }
    case 'template':
      return printTemplate(node.parts)
  }
}

function printTemplate(parts: Extract<ExpressionNode, { kind: 'template' }>['parts']): string {
  return parts.map((part) => (part.kind === 'text' ? part.text.replace(/[{}]/g, '$&$&') : `{${printFieldPath(part.path)}}`)).join('')
}

function isBare({ path }: Extract<ExpressionNode, { kind: 'field' }>): boolean {
  return path.by === 'name' && !keywords.includes(path.segments.join('.'))
}

function within(text: string, own: number, least: number): string {
  return own < least ? `(${text})` : text
}
