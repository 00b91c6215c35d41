import type { Condition, OperatorName } from './read-plan.ts'

type Compare = Extract<Condition, { kind: 'compare' }>

/** How much of a text an operand is, for the operators that look for a part of it or without regard to case. */
const forms: Partial<Record<OperatorName, [before: '' | '%', behind: '' | '%']>> = {
  contains: ['%', '%'],
  icontains: ['%', '%'],
  startsWith: ['', '%'],
  istartsWith: ['', '%'],
  endsWith: ['%', ''],
  iendsWith: ['%', ''],
  ieq: ['', ''],
}

export const partOperators = Object.keys(forms) as OperatorName[]

/**
 * What `like` has to be asked of the folded text, so that an index of three letters in a row leaves few to look at; null where it can't: by less
 * than three there is nothing to look up, and what a capital sigma is folded to depends on what stands behind it.
 */
export function partPattern({ operator, operand }: Pick<Compare, 'operator' | 'operand'>): string | null {
  const form = forms[operator]
  if (form === undefined || typeof operand !== 'string' || !/[\p{L}\p{N}]{3}/u.test(operand) || operand.includes('Σ')) return null
  const [before, behind] = form
  return `${before}${operand.replaceAll(/[\\%_]/g, String.raw`\$&`)}${behind}`
}
