import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { entryKeys } from '../../api/entries.ts'
import { onLive } from '../../api/live.ts'
import { endPresence, notePresence } from '../../api/presence.ts'
import { useSignal } from '../../api/signal.ts'
import type { EntrySession } from './entry-session.ts'

/** A presence holds for a minute. */
const sayAgainMs = 25_000
const settleMs = 400
const maxPath = 500

/** One window; two of the same person are there twice. */
const clientId = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Says where in the entry somebody is, and hears where others are and what they save. */
export function usePresence(session: EntrySession, locale: string): void {
  const entryId = useSignal(session.entry)?.id ?? null
  const queryClient = useQueryClient()

  useEffect(() => {
    if (entryId === null) return
    return sayWhere(entryId, locale)
  }, [entryId, locale])

  useEffect(() => {
    if (entryId === null) return
    const look = () => void queryClient.invalidateQueries({ queryKey: entryKeys.one(entryId), exact: true })
    const stops = [
      onLive(
        'presence',
        (presence) => presence.entryId === entryId && session.others.set(presence.people.filter((person) => person.clientId !== clientId)),
        () => session.others.set([]),
      ),
      onLive('entry.saved', ({ id, revision }) => id === entryId && revision > (session.entry.get()?.revision ?? 0) && look()),
      onLive('entry.published', ({ items }) => items.some(({ id }) => id === entryId) && look()),
    ]
    return () => {
      for (const stop of stops) stop()
      session.others.set([])
    }
  }, [session, entryId, queryClient])
}

function sayWhere(entryId: string, locale: string): () => void {
  let path: string | undefined
  let settling: ReturnType<typeof setTimeout> | undefined
  const say = () => void notePresence(entryId, { clientId, locale, ...(path === undefined ? {} : { path }) })
  const onFocus = () => {
    const now = pointerOf(document.activeElement)
    if (now === path) return
    path = now
    clearTimeout(settling)
    settling = setTimeout(say, settleMs)
  }
  const end = () => void endPresence(entryId, { clientId })
  const timer = setInterval(say, sayAgainMs)
  say()
  document.addEventListener('focusin', onFocus)
  document.addEventListener('focusout', onFocus)
  window.addEventListener('pagehide', end)
  return () => {
    clearInterval(timer)
    clearTimeout(settling)
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('focusout', onFocus)
    window.removeEventListener('pagehide', end)
    end()
  }
}

/** The value of the form that an element stands in; none for what is only shown beside it. */
function pointerOf(element: Element | null): string | undefined {
  const pointer = element?.closest<HTMLElement>('[data-pointer]')?.dataset['pointer']
  return pointer?.startsWith('/fields/') === true && pointer.length <= maxPath ? pointer : undefined
}
