import type { MediaRow, RoleRow } from '@verso/data'
import { mayManage, ownIds } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'

type Deed = 'edit' | 'delete'

/** Whoever reads any content may see the files; nobody else may know of one. */
export function authoriseMediaRead(actor: Actor): void {
  if (!mayReadMedia(actor)) throw new Refusal('not_allowed', 'You may not see files')
}

export function mayReadMedia(actor: Actor): boolean {
  return mayManage(actor, 'media') || holds(actor, 'read') !== 'none' || isGivenByFolders(actor, 'read', false)
}

export function authoriseUpload(actor: Actor): void {
  if (!mayManage(actor, 'media') && !isGivenByFolders(actor, 'create', true)) throw new Refusal('not_allowed', 'You may not add files')
}

/** Files belong to who is trusted with media; who may do a deed on own entries only may do it on own files only. */
export function authoriseMediaChange(actor: Actor, deed: Deed, media: MediaRow | null): void {
  if (!mayManage(actor, 'media') && !isGivenByFolders(actor, deed, true)) throw new Refusal('not_allowed', `You may not ${deed} files`)
  const isWide = mayManage(actor, 'media') ? holds(actor, deed) !== 'own' : isGivenByFolders(actor, deed, false)
  if (media === null || isWide) return
  if (media.createdById === null || !ownIds(actor).includes(media.createdById))
    throw new Refusal('not_allowed', `You may only ${deed} your own files`)
}

/** Whether someone may do something with files, all or their own: what they could give to others as well. */
export function mayWithFiles(actor: Actor, action: string, isOwn: boolean): boolean {
  if (actor.kind === 'system') return true
  const isTrusted = mayManage(actor, 'media') && holds(actor, action) === 'all'
  return isTrusted || isGivenByFolders(actor, action, isOwn)
}

/** Whether rules about files give an action, on all files or, where that is enough, on own ones. */
function isGivenByFolders(actor: Actor, action: string, isOwnEnough: boolean): boolean {
  const allows = (roles: RoleRow[]) =>
    roles.some(({ rules }) =>
      rules.some((rule) => rule.folders !== undefined && rule.actions.includes(action) && (isOwnEnough || rule.own !== true)),
    )
  return allows(actor.roles) && (actor.limit === null || allows(actor.limit))
}

/** The widest reach of an action over types of content; a token never has more than its maker. */
function holds(actor: Actor, action: string): 'all' | 'own' | 'none' {
  const reaches = [actor.roles, actor.limit ?? actor.roles].map((roles) => {
    const rules = roles.flatMap((role) => role.rules).filter((rule) => rule.folders === undefined && rule.actions.includes(action))
    return rules.some((rule) => rule.own !== true) ? 'all' : rules.length > 0 ? 'own' : 'none'
  })
  if (actor.kind === 'system') return 'all'
  return (['none', 'own', 'all'] as const).find((reach) => reaches.includes(reach)) ?? 'none'
}
