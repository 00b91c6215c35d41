import { DuplicateError } from './duplicate-error.ts'
import { movedModelCode } from './tables/models.ts'
import { UnavailableError, type UnavailableReason } from './unavailable-error.ts'

/** Names the database errors that callers are to expect; every other one passes through as the bug that it is. */
export function translateError(error: unknown): unknown {
  const fault = findFault(error)
  if (fault === null) return error
  if (fault.code === '23505') return new DuplicateError(fault.constraint ?? 'unknown', error)
  const reason = reasons[fault.code] ?? reasons[fault.code.slice(0, 2)]
  return reason === undefined ? error : new UnavailableError(reason, error)
}

/** True for the error that every statement gets after one has failed in its transaction. */
export function isAfterFailure(error: unknown): boolean {
  return findFault(error)?.code === '25P02'
}

/** True when a transaction began with a model that had become another one. */
export function isModelMoved(error: unknown): boolean {
  return findFault(error)?.code === movedModelCode
}

/** By SQLSTATE, by class of SQLSTATE, by the code of a socket or by Prisma's name of the same thing. */
const reasons: Record<string, UnavailableReason> = {
  '08': 'database_unavailable',
  '57P01': 'database_unavailable',
  '57P02': 'database_unavailable',
  '57P03': 'database_unavailable',
  '57014': 'timeout',
  '25P03': 'timeout',
  '55P03': 'busy',
  '40001': 'busy',
  '40P01': 'busy',
  '53300': 'busy',
  '53100': 'storage_full',
  ECONNREFUSED: 'database_unavailable',
  ECONNRESET: 'database_unavailable',
  ENOTFOUND: 'database_unavailable',
  ENOENT: 'database_unavailable',
  EPIPE: 'database_unavailable',
  ETIMEDOUT: 'database_unavailable',
  DatabaseNotReachable: 'database_unavailable',
  ConnectionClosed: 'database_unavailable',
  SocketTimeout: 'database_unavailable',
  TooManyConnections: 'busy',
  TransactionWriteConflict: 'busy',
  P2028: 'busy',
}

/** pg says these two without a code. */
const codesByMessage: [message: string, code: string][] = [
  ['timeout exceeded when trying to connect', 'P2028'],
  ['Connection terminated', 'ECONNRESET'],
  ['Client has encountered a connection error', 'ECONNRESET'],
]

interface Fault {
  code: string
  constraint?: string
}

/** The database's own code is what tells; Prisma carries it in `meta.driverAdapterError.cause`, or one `cause` further down. */
function findFault(error: unknown, depth = 0): Fault | null {
  if (typeof error !== 'object' || error === null || depth > 5) return null
  const { meta, cause } = error as { meta?: { driverAdapterError?: unknown }; cause?: unknown }
  return findFault(meta?.driverAdapterError, depth + 1) ?? findFault(cause, depth + 1) ?? ownFault(error)
}

function ownFault(error: object): Fault | null {
  const { code, originalCode, kind, constraint, message } = error as Record<string, unknown>
  const known = [originalCode, code, kind].find(
    (candidate): candidate is string => typeof candidate === 'string' && (candidate in reasons || /^[0-9A-Z]{5}$/.test(candidate)),
  )
  if (known !== undefined) return { code: known, ...constraintOf(constraint) }
  const byMessage = codesByMessage.find(([text]) => typeof message === 'string' && message.includes(text))
  return byMessage === undefined ? null : { code: byMessage[1] }
}

/** pg gives the constraint's name, Prisma an object with it or with the columns. */
function constraintOf(constraint: unknown): Pick<Fault, 'constraint'> {
  if (typeof constraint === 'string') return { constraint }
  if (typeof constraint !== 'object' || constraint === null) return {}
  const { index, fields } = constraint as { index?: string; fields?: string[] }
  return { constraint: index ?? fields?.join(', ') ?? 'unknown' }
}
