import { Refusal } from '@verso/core'
import type { FastifyRequest } from 'fastify'
import { ifMatchRevision } from './if-match.ts'

interface Based {
  baseRevision?: number
}

/** The revision that a save began from: said once, in the header or in the body. */
export function baseRevisionOf(request: FastifyRequest, { baseRevision }: Based): number {
  const base = baseRevision ?? ifMatchRevision(request)
  refuseTwoBases(request, baseRevision)
  if (base === undefined)
    throw new Refusal('revision_required', 'Say which revision the change began from: If-Match: "7" or baseRevision: 7')
  return base
}

/** For verbs that take a draft back: `If-Match` is a condition, `baseRevision` merges as in a save. */
export function takenBackFrom(request: FastifyRequest, { baseRevision }: Based): { ifMatch?: number; baseRevision?: number } {
  refuseTwoBases(request, baseRevision)
  const ifMatch = ifMatchRevision(request)
  return { ...(ifMatch === undefined ? {} : { ifMatch }), ...(baseRevision === undefined ? {} : { baseRevision }) }
}

function refuseTwoBases(request: FastifyRequest, inBody: number | undefined): void {
  const inHeader = ifMatchRevision(request)
  if (inHeader !== undefined && inBody !== undefined && inHeader !== inBody)
    throw new Refusal('invalid_request', 'If-Match and baseRevision name different revisions')
}
