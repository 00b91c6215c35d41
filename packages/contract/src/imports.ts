import { type Static, Type } from 'typebox'
import { ProblemIssue } from './problem.ts'

/** What became of one line; the answer is one of these a line, as they are done. */
export const ImportedLine = Type.Object(
  {
    line: Type.Integer({ description: 'Counted from 1, empty lines too' }),
    id: Type.Union([Type.String(), Type.Null()], { description: 'Of the entry; null where the line is of none' }),
    outcome: Type.Enum(['created', 'changed', 'unchanged', 'kept', 'draft', 'refused'], {
      description:
        '`kept`: people have changed the entry here since, and their work stays. `draft`: saved, but not fit to be published. `refused`: nothing was written.',
    }),
    seq: Type.Optional(Type.Integer({ description: 'The number under which the batch became public' })),
    issues: Type.Optional(Type.Array(ProblemIssue)),
  },
  { additionalProperties: false },
)
export type ImportedLine = Static<typeof ImportedLine>
