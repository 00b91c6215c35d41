/** What one read may ask for; beyond it the answer is `query_too_large`, before anything is looked up. */
export const limits = {
  page: 250,
  defaultPage: 20,
  offset: 10_000,
  /** Conditions and logic together. */
  filterNodes: 100,
  filterDepth: 5,
  /** Names in a path; those of components and blocks at its beginning count once. */
  pathDepth: 5,
  /** Names in a path, all of them. */
  pathParts: 24,
  /** Steps along paths, through all types that references lead to. */
  plannedConditions: 1_000,
  listOperands: 200,
  operandCharacters: 1_000,
  searchCharacters: 200,
  ids: 100,
  select: 50,
  sort: 5,
  group: 3,
  aggregate: 10,
  facets: 5,
  /** Values of a facet: those that most entries have. */
  facetValues: 100,
  include: 20,
  includeNodes: 500,
  includeDepth: 5,
  /** Targets of an included reference to many. */
  includedTargets: 100,
} as const
