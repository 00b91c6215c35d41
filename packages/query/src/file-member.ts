import type { Comparison } from '@verso/model'
import type { FileMember, Target } from './read-plan.ts'

/** What may be asked of the file of a media field, and how it is compared. Its id is the value of the field itself. */
const members: Record<FileMember, Comparison> = { filename: 'text', mimeType: 'text', width: 'integer', height: 'integer' }

/** What a path of one name behind a media field means; undefined for what nobody can ask of files. */
export function findFileMember(rest: readonly string[]): Target | undefined {
  const [name = '', ...more] = rest
  if (more.length > 0 || !isMember(name)) return undefined
  return { kind: 'file', member: name, comparison: members[name] }
}

function isMember(name: string): name is FileMember {
  return Object.hasOwn(members, name)
}
