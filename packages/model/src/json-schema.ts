import { type ErrorObject, Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { countBytes } from './characters.ts'
import type { Field } from './content-type.ts'
import type { Issue, IssueCode } from './issue.ts'
import type { Json } from './json.ts'
import { jsonPointer } from './json-pointer.ts'
import { searchPattern } from './pattern.ts'
import { isPlainObject } from './plain-object.ts'

// Only parsing of models and checking for publication import this file: Ajv must not come along to where the table of kinds is enough.

const maxSchemaBytes = 65_536
/** A list of a thousand wrong items says no more than its first ones. */
const maxIssues = 50

// A field lives as long as its version of the model; compiling its schema takes longer than checking a thousand values.
const validators = new WeakMap<object, ValidateFunction>()

/** What is wrong with a JSON Schema (2020-12) as a rule for values, or null. Nothing outside of it is ever fetched. */
export function findSchemaFault(schema: Json): string | null {
  if (!isPlainObject(schema)) return 'A schema is an object'
  if (countBytes(JSON.stringify(schema)) > maxSchemaBytes) return 'A schema has at most 64 KiB'
  try {
    const validate = compile(schema)
    if ('$async' in validate) return 'A schema can’t be asynchronous'
    // A schema that refers to itself without going deeper into the value never ends, whatever the value.
    for (const sample of [null, {}, [], '', 0]) validate(sample)
    return null
  } catch (error) {
    return `This is not a JSON Schema (2020-12) that can be used: ${error instanceof Error ? error.message : 'unreadable'}`
  }
}

/** The faults of a value under the schema of its field, each where it stands in the value. */
export function checkJsonSchema(value: Json, { schema }: Field): Issue[] {
  if (!isPlainObject(schema)) return []
  try {
    const validate = validatorOf(schema)
    return validate(value) ? [] : (validate.errors ?? []).slice(0, maxIssues).map(issueOf)
  } catch {
    return [{ path: '', code: 'invalid', message: 'The schema of this field can’t be applied to this value' }]
  }
}

function validatorOf(schema: object): ValidateFunction {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const compiled = compile(schema)
  validators.set(schema, compiled)
  return compiled
}

function compile(schema: object): ValidateFunction {
  const ajv = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    strictSchema: true,
    strictNumbers: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    // In 2020-12 a format is a remark, not a rule.
    validateFormats: false,
    logger: false,
    code: { regExp: linearRegExp },
  })
  return ajv.compile(schema)
}

/** Patterns of schemas run on RE2 as well: no value can make one take long. Ajv tells two patterns apart by their text. */
function linearRegExp(pattern: string): { test: (text: string) => boolean; toString: () => string } {
  const test = searchPattern(pattern)
  return { test, toString: () => JSON.stringify(pattern) }
}
linearRegExp.code = 'linearRegExp'

const codes: Record<string, IssueCode> = {
  type: 'wrong_type',
  required: 'required',
  dependentRequired: 'required',
  additionalProperties: 'unknown_member',
  unevaluatedProperties: 'unknown_member',
  enum: 'not_in_options',
  const: 'not_in_options',
  pattern: 'pattern_mismatch',
  minimum: 'too_small',
  exclusiveMinimum: 'too_small',
  maximum: 'too_large',
  exclusiveMaximum: 'too_large',
  minLength: 'too_short',
  minItems: 'too_short',
  minProperties: 'too_short',
  maxLength: 'too_long',
  maxItems: 'too_long',
  maxProperties: 'too_long',
}

function issueOf({ instancePath, keyword, params, message }: ErrorObject): Issue {
  const member: unknown = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty
  return {
    path: instancePath + (typeof member === 'string' ? jsonPointer(member) : ''),
    code: codes[keyword] ?? 'invalid',
    message: `By the schema of this field, this ${message ?? 'is not valid'}`,
  }
}
