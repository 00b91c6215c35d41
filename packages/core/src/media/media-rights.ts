import type { FileScope, FolderRow, MediaRow, RoleRow, Tables } from '@verso/data'
import { ownIds } from '../authorise.ts'
import type { Actor, Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

type Action = 'read' | 'create' | 'edit' | 'delete'

/** What of a file its rights depend on. */
type Placed = Pick<MediaRow, 'folderId' | 'createdById'>

/** Files that a rule is about: of each list those in one of its folders, or below; without lists all of them. */
interface FileGrant {
  within: readonly (readonly string[])[]
  isOwn: boolean
}

/** Whoever reads any content may see the files, unless a role says which; nobody else may know of one. */
export function authoriseMediaRead(actor: Actor): void {
  if (!mayReadMedia(actor)) throw new Refusal('not_allowed', 'You may not see files')
}

export function mayReadMedia(actor: Actor): boolean {
  return grantsOf(actor, 'read').length > 0
}

export function authoriseUpload(actor: Actor): void {
  if (grantsOf(actor, 'create').length === 0) throw new Refusal('not_allowed', 'You may not add files')
}

/** Refuses who may do a deed to no file at all, before any id is looked at. */
export function authoriseMediaDeed(actor: Actor, deed: 'edit' | 'delete'): void {
  if (grantsOf(actor, deed).length === 0) throw new Refusal('not_allowed', `You may not ${deed} files`)
}

/** Refuses what the actor may not do with a file: one that may not be seen doesn't exist. */
export async function authoriseFile(
  { actor }: Pick<Context, 'actor'>,
  tables: Pick<Tables, 'folders'>,
  { action, file }: { action: Action; file: Placed },
): Promise<void> {
  const rights = await fileRights(actor, tables)
  if (!rights.may('read', file)) throw new Refusal('not_found', 'There is no such file')
  if (!rights.may(action, file)) throw new Refusal('not_allowed', `You may not ${action} this file`)
}

export interface FileRights {
  may: (action: Action, file: Placed) => boolean
  /** Whether there may be something of the actor's own in a folder, or at the top. */
  mayIn: (action: Action, folderId: string | null) => boolean
  /** The same for statements; undefined for all files. */
  scope: (action: Action) => FileScope | undefined
}

/** What an actor may do with which files. The folders are looked up where rules name some. */
export async function fileRights(actor: Actor, { folders }: Pick<Tables, 'folders'>): Promise<FileRights> {
  const tree = namesFolders(actor) ? await folders.list() : []
  const owners = ownIds(actor)
  const isIn = ({ within }: FileGrant, folderId: string | null) => {
    if (within.length === 0) return true
    const lineage = lineageOf(tree, folderId)
    return within.every((list) => list.some((id) => lineage.includes(id)))
  }
  return {
    may: (action, { folderId, createdById }) =>
      grantsOf(actor, action).some(
        (grant) => isIn(grant, folderId) && (!grant.isOwn || (createdById !== null && owners.includes(createdById))),
      ),
    mayIn: (action, folderId) => grantsOf(actor, action).some((grant) => isIn(grant, folderId)),
    scope(action) {
      const grants = grantsOf(actor, action)
      if (grants.some(({ within, isOwn }) => within.length === 0 && !isOwn)) return undefined
      return grants.map((grant) => ({
        folderIds: grant.within.length === 0 ? null : tree.flatMap(({ id }) => (isIn(grant, id) ? [id] : [])),
        ownerIds: grant.isOwn ? owners : null,
      }))
    },
  }
}

/** Whether someone may do all that a rule about files says: what they could give to others as well. Folders are compared by their ids alone. */
export function mayWithFiles(actor: Actor, action: string, { folders, isOwn }: { folders: readonly string[]; isOwn: boolean }): boolean {
  return folders.every((id) =>
    grantsOf(actor, action as Action).some((grant) => (!grant.isOwn || isOwn) && grant.within.every((list) => list.includes(id))),
  )
}

function grantsOf(actor: Actor, action: Action): FileGrant[] {
  if (actor.kind === 'system') return [{ within: [], isOwn: false }]
  const held = grantsByRoles(actor.roles, action)
  if (actor.limit === null) return held
  const bounds = grantsByRoles(actor.limit, action)
  return held.flatMap((one) => bounds.map((bound) => ({ within: [...one.within, ...bound.within], isOwn: one.isOwn || bound.isOwn })))
}

function grantsByRoles(roles: readonly RoleRow[], action: Action): FileGrant[] {
  const said = roles.flatMap(({ rules }) =>
    rules.flatMap(({ actions, folders, own }) =>
      folders === undefined || !actions.includes(action) ? [] : [{ within: folders.includes('*') ? [] : [folders], isOwn: own === true }],
    ),
  )
  return [...grantsByContent(roles, action), ...said]
}

/** Files belong to who is trusted with media: as far as they may do the same with content, which may be with their own alone. */
function grantsByContent(roles: readonly RoleRow[], action: Action): FileGrant[] {
  const isTrusted = roles.some(({ manage }) => manage.includes('media'))
  if (action === 'read') return isTrusted || roles.some(readsContentAlone) ? [{ within: [], isOwn: false }] : []
  if (!isTrusted) return []
  const rules = roles.flatMap((role) => role.rules).filter((rule) => rule.folders === undefined && rule.actions.includes(action))
  return [{ within: [], isOwn: action !== 'create' && rules.length > 0 && rules.every(({ own }) => own === true) }]
}

/** A role that says something of folders says all of it. */
function readsContentAlone({ rules }: RoleRow): boolean {
  return rules.some(({ actions }) => actions.includes('read')) && rules.every(({ folders }) => folders === undefined)
}

function namesFolders({ roles, limit }: Actor): boolean {
  return [...roles, ...(limit ?? [])].some(({ rules }) => rules.some(({ folders }) => folders?.includes('*') === false))
}

/** A folder and all that it lies in. */
function lineageOf(tree: readonly FolderRow[], folderId: string | null): string[] {
  const found: string[] = []
  for (let id = folderId; id !== null && !found.includes(id); id = tree.find((folder) => folder.id === id)?.parentId ?? null) found.push(id)
  return found
}
