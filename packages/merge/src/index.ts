export { type Conflict, type ContentPath, type Merged, mergeContent, type Versions } from './merge-content.ts'
