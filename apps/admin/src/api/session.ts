import { t } from '@lingui/core/macro'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import type { SignedIn, SignInBody } from '@verso/contract'
import { ApiProblem, isProblem, noAnswer, problemOf } from './api-problem.ts'
import { createSignal } from './signal.ts'

/**
 * `expired`: was signed in, and the screen behind stays as it is until the person has signed in again. `setup`: signed in, but a role asks
 * for a second factor that is to be set up first.
 */
export type SessionState = 'starting' | 'unreachable' | 'out' | 'in' | 'expired' | 'setup'

/** The access token lives in this module only; the refresh token is a cookie that scripts can't read. */
let accessToken: string | null = null
let refreshing: Promise<SignedIn> | null = null
const waiting = new Set<{ resolve: () => void; reject: (problem: ApiProblem) => void }>()

const overCodes = ['unauthenticated', 'token_expired', 'token_revoked', 'session_ended'] as const

export const sessionState = createSignal<SessionState>('starting')

/** Takes up the session that the cookie holds, once at the start. */
export async function restoreSession(): Promise<void> {
  sessionState.set('starting')
  try {
    sessionState.set(stateAfter(await refresh()))
  } catch (error) {
    sessionState.set(isProblem(error) && error.status >= 400 && error.status < 500 ? 'out' : 'unreachable')
  }
}

export async function signIn(body: SignInBody): Promise<SignedIn> {
  return startSession(await post<SignedIn>('/sessions', body))
}

/** Asks the browser for a passkey, and signs in by it. */
export async function signInByPasskey(): Promise<SignedIn> {
  const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>('/sessions/passkey/options', {})
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return startSession(await post<SignedIn>('/sessions/passkey/verify', { response: await startAuthentication({ optionsJSON }) }))
}

/** Where somebody goes to sign in by a provider; the browser comes back with what `signInByProvider` takes. */
export async function providerPage(provider: string): Promise<string> {
  return (await post<{ url: string }>(`/sessions/oidc/${encodeURIComponent(provider)}/options`, {})).url
}

/** Signs in by what a provider added to the address; once more with a code, where the account has a second factor. */
export async function signInByProvider({ provider, ...body }: { provider: string; query: string; otp?: string }): Promise<SignedIn> {
  return startSession(await post<SignedIn>(`/sessions/oidc/${encodeURIComponent(provider)}/verify`, body))
}

/** Takes what a sign-in or the set-up answered, and lets the requests go on that waited for it. */
export function startSession(signedIn: SignedIn): SignedIn {
  accessToken = signedIn.accessToken
  sessionState.set(stateAfter(signedIn))
  for (const { resolve } of waiting) resolve()
  waiting.clear()
  return signedIn
}

function stateAfter({ secondFactor }: SignedIn): SessionState {
  return secondFactor === 'setup' ? 'setup' : 'in'
}

/** The second factor that a role asked for is set up: the same session reaches everything now. */
export function enterWithFactor(): void {
  sessionState.set('in')
}

/** Signed out here even when the server can't be told. */
export async function signOut(): Promise<void> {
  const headers = authorization()
  endSession()
  await fetch('/admin/v1/sessions/current', { method: 'DELETE', headers }).catch(() => undefined)
}

export function endSession(): void {
  accessToken = null
  sessionState.set('out')
  for (const { reject } of waiting) reject(new ApiProblem({ status: 401, code: 'unauthenticated', title: t`You signed out` }))
  waiting.clear()
}

/**
 * Runs a request with the access token. When the session has ended it is renewed, if need be by the person signing in over the
 * screen, and the request is sent once more.
 */
export async function withSession<T>(attempt: (headers: Record<string, string>) => Promise<T>): Promise<T> {
  try {
    return await attempt(authorization())
  } catch (error) {
    if (isProblem(error, 'second_factor_required')) sessionState.set('setup')
    if (!isProblem(error, ...overCodes)) throw error
    await renew()
    return attempt(authorization())
  }
}

/** The same for what goes on behind the screen: nobody is asked to sign in for it. */
export async function withPresentSession<T>(attempt: (headers: Record<string, string>) => Promise<T>): Promise<T> {
  if (sessionState.get() !== 'in') throw new ApiProblem({ status: 401, code: 'unauthenticated', title: t`You are not signed in` })
  try {
    return await attempt(authorization())
  } catch (error) {
    if (!isProblem(error, ...overCodes)) throw error
    await refresh()
    return attempt(authorization())
  }
}

async function renew(): Promise<void> {
  try {
    await refresh()
  } catch (error) {
    if (!isProblem(error) || error.status === 0 || error.status >= 500 || error.status === 429) throw error
    await signedInAgain()
  }
}

function signedInAgain(): Promise<void> {
  if (sessionState.get() === 'out')
    return Promise.reject(new ApiProblem({ status: 401, code: 'unauthenticated', title: t`You are not signed in` }))
  sessionState.set('expired')
  return new Promise((resolve, reject) => waiting.add({ resolve, reject }))
}

function refresh(): Promise<SignedIn> {
  refreshing ??= refreshOnce().finally(() => {
    refreshing = null
  })
  return refreshing
}

/** The refresh token is used up by its use, and a second use ends the session: tabs take turns. */
async function refreshOnce(): Promise<SignedIn> {
  const take = async () => {
    const signedIn = await post<SignedIn>('/sessions/refresh')
    accessToken = signedIn.accessToken
    return signedIn
  }
  if (navigator.locks === undefined) return take()
  return navigator.locks.request('verso-refresh', take)
}

async function post<T>(path: string, body?: unknown): Promise<T> {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const answer = await fetch(`/admin/v1${path}`, { method: 'POST', headers, body: body === undefined ? null : JSON.stringify(body) }).catch(
    () => {
      throw noAnswer()
    },
  )
  const text = await answer.text()
  if (!answer.ok) throw problemOf(answer.status, text, (name) => answer.headers.get(name))
  return JSON.parse(text) as T
}

function authorization(): Record<string, string> {
  return accessToken === null ? {} : { Authorization: `Bearer ${accessToken}` }
}
