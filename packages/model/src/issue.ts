/** One fault of what someone sent: where (JSON Pointer), which rule (stable code), and a sentence that says what to do. */
export interface Issue {
  path: string
  code: IssueCode
  message: string
}

/** Every code that `issues[].code` can hold for faults of content and models; stable, part of the contract. */
export const issueCodes = [
  'unknown_field',
  'unknown_type',
  'unknown_locale',
  'unknown_option',
  'unknown_member',
  'wrong_type',
  'wrong_format',
  'wrong_target',
  'required',
  'too_small',
  'too_large',
  'too_short',
  'too_long',
  'pattern_mismatch',
  'not_in_options',
  'unique_taken',
  'target_missing',
  'target_unpublished',
  'forbidden_character',
  'duplicate_key',
  'duplicate_name',
  'reserved_name',
  'not_localized',
  'localized',
  'read_only',
  'rule_broken',
  'invalid_expression',
  'invalid',
] as const

export type IssueCode = (typeof issueCodes)[number]
