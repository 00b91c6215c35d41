import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { entryQuery } from '../../api/entries.ts'
import { meQuery } from '../../api/me.ts'
import { localesQuery, modelTypesQuery, typeQuery } from '../../api/types.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { EntryEditor } from './entry-editor.tsx'
import { type KeptEdits, keptKey, readKept } from './kept-edits.ts'

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
  const kept = useKept(
    identity,
    me.data === undefined ? null : { userId: me.data.id, entryId: entryId === newEntry ? null : entryId, typeName },
  )

  const failed = [type, types, locales, me, entry].find((query) => query.isError && query.data === undefined)
  if (failed !== undefined) {
    return (
      <Page title="Entry" width="form" crumbs={[{ label: 'Content', to: '/content' }]}>
        <ProblemCard problem={failed.error} title="This entry could not be opened" onRetry={() => void failed.refetch()} />
      </Page>
    )
  }
  const isWaiting =
    type.data === undefined ||
    types.data === undefined ||
    locales.data === undefined ||
    me.data === undefined ||
    kept === undefined ||
    (entryId !== newEntry && entry.data === undefined)
  if (isWaiting) {
    return (
      <Page title={type.data?.label ?? 'Entry'} width="form">
        <Loading label="Loading the entry" kind="form" rows={6} />
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
      kept={kept}
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

/** What this device has kept of unsaved text, read once for each thing that is opened; undefined while it is read. */
function useKept(identity: string, whose: Parameters<typeof keptKey>[0] | null): KeptEdits | null | undefined {
  const [kept, setKept] = useState<{ identity: string; edits: KeptEdits | null } | null>(null)
  const latest = useRef(whose)
  latest.current = whose
  const isKnown = whose !== null
  useEffect(() => {
    if (!isKnown || latest.current === null) return
    let isCurrent = true
    void readKept(keptKey(latest.current)).then((edits) => isCurrent && setKept({ identity, edits }))
    return () => {
      isCurrent = false
    }
  }, [identity, isKnown])
  return kept?.identity === identity ? kept.edits : undefined
}
