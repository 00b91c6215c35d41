export { diffContent, type ValueChange } from './diff-content.ts'
export type { Fact } from './facts.ts'
export { type Conflict, type Merged, mergeContent, type Versions } from './merge-content.ts'
export type { ContentPath } from './place.ts'
