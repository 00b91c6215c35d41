import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { EntryView } from '@verso/contract'
import { useEffect, useRef, useState } from 'react'
import { entryQuery } from '../../api/entries.ts'
import { meQuery } from '../../api/me.ts'
import { noteRecentEntry } from '../../frame/recent-entries.ts'
import { localesQuery, modelTypesQuery, typeQuery } from '../../api/types.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { EntryEditor } from './entry-editor.tsx'
import { keptKey, readKept } from './kept-edits.ts'
import type { EarlierText } from './restored-text.ts'
import { findCopy } from './working-copy.ts'

/** The name that stands in the address until the first save has made the entry. */
const newEntry = 'new'

/** One entry: the form, and beside it what readers see, the history and the usages. */
export function EntryScreen() {
  const { type: typeName = '', entryId = newEntry } = useParams({ strict: false })
  const { identity, onMade } = useIdentity(typeName, entryId)
  const type = useQuery(typeQuery(typeName))
  const types = useQuery(modelTypesQuery())
  const locales = useQuery(localesQuery())
  const me = useQuery(meQuery())
  const entry = useQuery({ ...entryQuery(entryId), enabled: entryId !== newEntry })
  const knownId = entry.data?.id
  useEffect(() => {
    if (knownId !== undefined) noteRecentEntry(knownId)
  }, [knownId])
  const earlier = useEarlier(
    identity,
    me.data === undefined || (entryId !== newEntry && entry.data === undefined)
      ? null
      : { userId: me.data.id, entry: entry.data, typeName },
  )

  const failed = [type, types, locales, me, entry].find((query) => query.isError && query.data === undefined)
  if (failed !== undefined) {
    return (
      <Page title={t`Entry`} width="form" crumbs={[{ label: t`Content`, to: '/content' }]}>
        <ProblemCard problem={failed.error} title={t`This entry could not be opened`} onRetry={() => void failed.refetch()} />
      </Page>
    )
  }
  const isWaiting =
    type.data === undefined || types.data === undefined || locales.data === undefined || me.data === undefined || earlier === null
  if (isWaiting) {
    return (
      <Page title={type.data?.label ?? t`Entry`} width="form">
        <Loading label={t`Loading the entry`} kind="form" rows={6} />
      </Page>
    )
  }
  return (
    <EntryEditor
      key={identity}
      type={type.data}
      types={types.data}
      locales={locales.data}
      entry={entry.data ?? null}
      {...earlier}
      userId={me.data.id}
      onMade={onMade}
    />
  )
}

/**
 * Says whether the screen still shows the same thing. When the first save makes the entry, the address changes and the form must
 * stay: with it go the caret and what can be undone.
 */
function useIdentity(typeName: string, entryId: string) {
  const navigate = useNavigate()
  const seen = useRef({ entryId, count: 1, madeId: '' })
  if (seen.current.entryId !== entryId) {
    // Whoever comes to `new` again begins another entry.
    if (entryId === newEntry) seen.current = { entryId, count: seen.current.count + 1, madeId: '' }
    else seen.current.entryId = entryId
  }
  const isNew = entryId === newEntry || entryId === seen.current.madeId
  return {
    identity: isNew ? `${typeName}/new-${seen.current.count}` : `${typeName}/${entryId}`,
    onMade: (id: string) => {
      seen.current.madeId = id
      void navigate({ to: `/content/${typeName}/${id}`, replace: true, search: ((before: Record<string, string>) => before) as never })
    },
  }
}

interface Whose {
  userId: string
  entry: EntryView | undefined
  typeName: string
}

/** What was written earlier and isn't the draft: kept by this device, and in the working copy. Read once for each thing that is opened; null meanwhile. */
function useEarlier(identity: string, whose: Whose | null): EarlierText | null {
  const [found, setFound] = useState<(EarlierText & { identity: string }) | null>(null)
  const latest = useRef(whose)
  latest.current = whose
  const isKnown = whose !== null
  useEffect(() => {
    if (!isKnown || latest.current === null) return
    const { userId, entry, typeName } = latest.current
    let isCurrent = true
    void Promise.all([
      readKept(keptKey({ userId, entryId: entry?.id ?? null, typeName })),
      entry === undefined ? null : findCopy(entry),
    ]).then(([kept, copy]) => isCurrent && setFound({ identity, kept, copy }))
    return () => {
      isCurrent = false
    }
  }, [identity, isKnown])
  return found?.identity === identity ? { kept: found.kept, copy: found.copy } : null
}
