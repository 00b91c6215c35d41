export type { AggregateKey, AggregatePlan, AggregateRequest, ValuePath } from './aggregate-plan.ts'
export { asksForNow } from './asks-for-now.ts'
export { canonicalPlan } from './canonical-query.ts'
export { documentWords, type DocumentWords, type WordSpan, type SearchText, type SearchWeight } from './search/document-words.ts'
export { highlight, type Matcher, matcherOf } from './search/highlight.ts'
export { isOneSlip, isTwoSlips, shortened, unspoiledParts } from './search/near-words.ts'
export { parseSearch, type SearchTerms } from './search/parse-search.ts'
export { type NearWords, searchQuery } from './search/search-query.ts'
export { decodeCursor, encodeCursor } from './cursor.ts'
export { type DecodedQuery, decodeQuery } from './decode-query.ts'
export { entriesBeside } from './entries-beside.ts'
export { indexedTargets } from './field-target.ts'
export { includedAt } from './included-at.ts'
export { limits } from './limits.ts'
export { isOperatorName, isQuantifierName, type OperandForm, type Operator, operators } from './operators.ts'
export { type ParsedRead, type ParseOptions, parseRead, parseReadJson } from './parse-read.ts'
export type { Perspective } from './perspective.ts'
export { type PlanOptions, targetTypes } from './plan-context.ts'
export { type PlannedAggregate, planAggregate, planFacet } from './plan-aggregate.ts'
export { type PlannedRead, planRead } from './plan-read.ts'
export { type Chosen, pickTargets } from './pick-targets.ts'
export { type Unserved, unservedBy } from './unserved.ts'
export { withPresentNames } from './present-names.ts'
export { type Place, type QueryIssue, type QueryIssueCode, queryIssueCodes } from './query-issue.ts'
export { operatorNames, quantifierNames } from './read-plan.ts'
export { partPattern } from './text-parts.ts'
export { someCondition } from './some-condition.ts'
export type {
  Condition,
  FieldTarget,
  FileMember,
  IncludePlan,
  InsideSelection,
  Operand,
  OperatorName,
  ReadPlan,
  SearchPlan,
  Selection,
  SortKey,
  SystemColumn,
  Target,
  TargetPick,
} from './read-plan.ts'
export {
  type FilterNode,
  type IncludeRequest,
  type ParameterName,
  parameterNames,
  type ReadRequest,
  type SortRequest,
} from './read-request.ts'
export { findSystemTarget } from './system-members.ts'
