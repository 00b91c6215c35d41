import { plural, t } from '@lingui/core/macro'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type UseNavigateResult, useNavigate } from '@tanstack/react-router'
import type { EntryView, ProblemIssue } from '@verso/contract'
import { useState } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { toast } from '../../parts/toast.tsx'
import { adoptEntry, type EntrySession, saveSession } from './entry-session.ts'
import { publishChoice } from './publish-choice.ts'
import { faultsOf } from './value-faults.ts'
import { useEntryWork } from './session-context.ts'

type ActName = 'publish' | 'unpublish' | 'discard' | 'trash' | 'restore' | 'purge' | 'duplicate' | 'confirm' | 'move' | 'restoreRevision'

interface Running {
  act: ActName
  problem: unknown
  isBusy: boolean
}

type Answer = EntryView & { issues?: ProblemIssue[] }

/** Does something with the entry as it is saved; true when it was done. */
type Run = (name: ActName, work: (entry: EntryView) => Promise<void>) => Promise<boolean>

/** What can be done with the whole entry. What was typed is saved first, so that an act never means an older text. */
export function useEntryActs() {
  const { session } = useEntryWork()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [running, setRunning] = useState<Running | null>(null)
  const [chosen, choose] = useState<readonly string[] | null>(null)

  const run: Run = async (name, work) => {
    setRunning({ act: name, problem: null, isBusy: true })
    try {
      const isSaved = await saveSession(session)
      const entry = session.entry.get()
      if (entry !== null && isSaved) await work(entry)
      setRunning(null)
      return entry !== null && isSaved
    } catch (problem) {
      if (isProblem(problem, 'conflict', 'stale', 'trashed', 'not_trashed')) await refresh(session)
      showFaults(session, isProblem(problem) ? problem.issues : [])
      setRunning({ act: name, problem, isBusy: false })
      return false
    }
  }

  const take = ({ issues = [], ...entry }: Answer) => {
    adoptEntry(session, entry)
    showFaults(session, issues)
    void queryClient.invalidateQueries({ queryKey: [...entryKeys.one(entry.id), 'revisions'] })
  }

  return {
    running,
    /** The languages that somebody ticked for publishing; null: as it is suggested. */
    chosen,
    choose,
    publish: async (locales?: string[]) => {
      const isDone = await publish({ run, take, locales, chosen })
      if (isDone) choose(null)
      return isDone
    },
    ...publicActs(run, take),
    ...draftActs(run, take),
    purge: () => run('purge', (entry) => purge(entry, queryClient, navigate)),
    duplicate: () => run('duplicate', (entry) => duplicate(entry, queryClient, navigate)),
  }
}

export type EntryActs = ReturnType<typeof useEntryActs>

interface Publishing {
  run: Run
  take: (answer: Answer) => void
  locales: string[] | undefined
  chosen: readonly string[] | null
}

/** In the languages that are named, or that are ticked; which those are is judged by what is saved then. */
function publish({ run, take, locales, chosen }: Publishing): Promise<boolean> {
  return run('publish', async (entry) => {
    const { offered, ticked } = publishChoice(entry, chosen)
    const suggested = ticked.length > 0 ? ticked : Object.keys(entry.publications)
    const named = locales ?? (offered.length > 1 ? suggested : undefined)
    const published = await post(entry, 'publish', { revision: entry.revision, ...(named === undefined ? {} : { locales: named }) })
    take(published)
    toast({ message: t`Published in ${(named ?? Object.keys(published.publications)).join(', ')}` })
  })
}

/** The other acts that readers notice. */
function publicActs(run: Run, take: (answer: Answer) => void) {
  return {
    move: (to: { parent: string | null; before?: string }) =>
      run('move', async (entry) => {
        take(await post(entry, 'move', to))
        toast({ message: t`Moved` })
      }),
    unpublish: (locales?: string[]) =>
      run('unpublish', async (entry) => {
        const body = locales === undefined ? undefined : { locales }
        take(await post(entry, 'unpublish', body))
        toast({
          message: locales === undefined ? t`Unpublished` : t`Unpublished in ${locales.join(', ')}`,
          undo: () => void run('publish', async (now) => take(await post(now, 'publish', body))),
        })
      }),
    trash: () =>
      run('trash', async (entry) => {
        take(await api.delete<EntryView>(`/entries/${entry.id}`))
        const wasPublic = Object.keys(entry.publications).length > 0
        toast({
          message: t`Moved to the trash`,
          undo: () => void run('restore', async (now) => take(await post(now, 'restore', { publish: wasPublic }))),
        })
      }),
    /** Under another slug where its own is taken by now. */
    restore: (slug?: string) =>
      run('restore', async (entry) => {
        take(await post(entry, 'restore', slug === undefined ? {} : { slug }))
        toast({ message: t`Restored from the trash` })
      }),
  }
}

/** The acts that change the draft only; each can be undone, since its state before is in the history. */
function draftActs(run: Run, take: (answer: Answer) => void) {
  const backTo = (entry: EntryView) => () =>
    void run('restoreRevision', async (now) => take(await post(now, `revisions/${entry.revision}/restore`)))
  return {
    discard: () =>
      run('discard', async (entry) => {
        take(await post(entry, 'discard'))
        toast({ message: t`Changes discarded`, undo: backTo(entry) })
      }),
    /** Some values of a language, or all that are outdated in it. */
    confirmTranslations: (locale: string, paths?: string[]) =>
      run('confirm', async (entry) => {
        take(await post(entry, 'translations/confirm', { locale, ...(paths === undefined ? {} : { paths }) }))
        toast({ message: t`Marked as up to date in ${locale}` })
      }),
    restoreRevision: (number: number) =>
      run('restoreRevision', async (entry) => {
        const restored = await post(entry, `revisions/${number}/restore`, { baseRevision: entry.revision })
        take(restored)
        toast({ message: restoredWords(number, restored.issues?.length ?? 0), undo: backTo(entry) })
      }),
  }
}

/** The links themselves are listed with the faults. */
function restoredWords(number: number, count: number): string {
  if (count === 0) return t`Revision ${number} is the draft again`
  return plural(count, {
    one: `Revision ${number} is the draft again; 1 link in it leads to an entry that is gone`,
    other: `Revision ${number} is the draft again; # links in it lead to entries that are gone`,
  })
}

async function purge(entry: EntryView, queryClient: QueryClient, navigate: UseNavigateResult<string>): Promise<void> {
  await post(entry, 'purge')
  await navigate({ to: `/content/${entry.type}`, search: { view: 'trash' } })
  toast({ message: t`Deleted for good` })
  queryClient.removeQueries({ queryKey: entryKeys.one(entry.id) })
  void queryClient.invalidateQueries({ queryKey: entryKeys.lists })
}

async function duplicate(entry: EntryView, queryClient: QueryClient, navigate: UseNavigateResult<string>): Promise<void> {
  const copy = await post(entry, 'duplicate')
  queryClient.setQueryData(entryKeys.one(copy.id), copy)
  void queryClient.invalidateQueries({ queryKey: entryKeys.lists })
  await navigate({ to: `/content/${copy.type}/${copy.id}` })
  toast({ message: t`Duplicated. This is the copy.` })
}

function post(entry: EntryView, verb: string, body?: unknown): Promise<Answer> {
  return api.post<Answer>(`/entries/${entry.id}/${verb}`, body)
}

async function refresh(session: EntrySession): Promise<void> {
  const id = session.entry.get()?.id
  const latest = id === undefined ? null : await api.get<EntryView>(`/entries/${id}`).catch(() => null)
  if (latest !== null) adoptEntry(session, latest)
}

function showFaults(session: EntrySession, issues: readonly ProblemIssue[]): void {
  session.form.setIssues('publish', faultsOf(issues, session))
}
