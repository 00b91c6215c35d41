import type { RefusalIssue } from '@verso/core'

interface SchemaFault {
  keyword: string
  instancePath: string
  schemaPath: string
  params: Record<string, unknown>
  message?: string
}

const codes: Record<string, string> = {
  required: 'required',
  additionalProperties: 'unknown_member',
  type: 'wrong_type',
  format: 'wrong_format',
  enum: 'not_in_options',
  const: 'not_in_options',
  anyOf: 'not_in_options',
  minLength: 'too_short',
  maxLength: 'too_long',
  minItems: 'too_short',
  maxItems: 'too_long',
  minimum: 'too_small',
  maximum: 'too_large',
  pattern: 'pattern_mismatch',
  uniqueItems: 'invalid',
}

/** What a schema found wrong, as issues with JSON Pointers into the body. */
export function validationIssues(faults: readonly SchemaFault[], context: string | undefined): RefusalIssue[] {
  // Each branch of a choice complains on its own; the choice's own complaint says it all.
  const choices = faults.filter(({ keyword }) => keyword === 'anyOf')
  const told = faults.filter(
    (fault) =>
      fault.keyword === 'anyOf' ||
      !choices.some((choice) => fault.instancePath === choice.instancePath && fault.schemaPath.startsWith(choice.schemaPath)),
  )
  return told.map((fault) => ({ ...placeOf(fault, context), code: codes[fault.keyword] ?? 'invalid', message: sentenceOf(fault) }))
}

function placeOf({ instancePath, params }: SchemaFault, context: string | undefined): Pick<RefusalIssue, 'path' | 'parameter'> {
  const member = params.missingProperty ?? params.additionalProperty
  const path = typeof member === 'string' ? `${instancePath}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}` : instancePath
  return context === 'querystring' ? { parameter: path.slice(1) } : { path }
}

function sentenceOf({ keyword, params, message }: SchemaFault): string {
  if (keyword === 'required') return 'This member is required'
  if (keyword === 'additionalProperties') return 'There is no such member'
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`
  if (keyword === 'anyOf') return 'must be one of the allowed values'
  return message ?? 'is not valid'
}
