import type { Tables } from '@verso/data'
import type { ContentType } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import type { RefusalIssue } from '../refusal.ts'
import { fieldPath } from './check-links.ts'
import { type OriginContext, originLocale } from './origin-locale.ts'

/** A value that an entry asks for and another publication holds. */
export interface ClaimedValue extends OriginContext {
  type: ContentType
  fieldId: string
  locale: string
  holderId: string | null
}

/** Says of each value that it is taken, at the place where it was written; by whom, only to those who may read that entry. One statement. */
export async function takenIssues(ctx: Context, tables: Tables, claims: readonly ClaimedValue[]): Promise<RefusalIssue[]> {
  const ids = [...new Set(claims.flatMap(({ holderId }) => holderId ?? []))]
  const holders = new Map((ids.length === 0 ? [] : await tables.entries.outlines(ids)).map((row) => [row.id, row]))
  return claims.map((claim) => {
    const { type, fieldId, locale, holderId } = claim
    const field = type.fields.find((candidate) => candidate.id === fieldId)
    const holder = holderId === null ? undefined : holders.get(holderId)
    return {
      path: fieldPath(type, { fieldId, locale: field?.localized === true ? originLocale(field, claim, locale) : null }),
      code: 'unique_taken',
      message: `Another published entry has the same ${field?.label ?? 'value'}`,
      ...(holder !== undefined && may(ctx.actor, 'read', holder) ? { holderId: holder.id } : {}),
    }
  })
}
