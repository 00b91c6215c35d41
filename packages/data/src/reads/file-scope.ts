import type { Parameters } from './parameters.ts'
import type { Scope } from './scope.ts'
import { columnValue } from './sql-value.ts'

interface FileView {
  parameters: Parameters
  newAlias: (letter: string) => string
  /** True for a version of a file that is valid in the state that is looked at. */
  isValid: (alias: string) => string
}

/** What is known of a file. It has no values or references of its own. */
export function fileScope({ parameters, newAlias, isValid }: FileView): ReturnType<Scope['file']> {
  const alias = newAlias('f')
  return {
    alias,
    where: isValid(alias),
    scope: {
      parameters,
      system: nothing,
      field: nothing,
      follow: nothing,
      item: nothing,
      file: nothing,
      member: (member) =>
        member === 'width' || member === 'height'
          ? columnValue(`${alias}.${member}`, 'numeric', { nullable: true })
          : columnValue(`${alias}."${member}"`, 'text', { ordered: true }),
    },
  }
}

function nothing(): never {
  throw new Error('A file has only what is known of it')
}
