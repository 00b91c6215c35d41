import { useElementSize } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ContentTypeView, EntryView, LocaleView } from '@verso/contract'
import { useEffect, useMemo, useState } from 'react'
import { entryKeys } from '../../api/entries.ts'
import { useSignal } from '../../api/signal.ts'
import { useMay } from '../../api/use-may.ts'
import { FormContext, type FormSurroundings } from '../../fields/form-context.ts'
import { EntryPanel } from './entry-panel.tsx'
import classes from './entry-screen.module.css'
import { adoptEntry, createEntrySession, type EntrySession, unsaved } from './entry-session.ts'
import { EntryStage } from './entry-stage.tsx'
import type { KeptEdits } from './kept-edits.ts'
import { scheduleSave, watchConnection } from './save-loop.ts'
import { EntryContext } from './session-context.ts'
import { useEntryActs } from './use-entry-acts.ts'
import { useEntryKeys } from './use-entry-keys.ts'

interface EntryEditorProps {
  type: ContentTypeView
  locales: LocaleView[]
  entry: EntryView | null
  kept: KeptEdits | null
  userId: string
  onMade: (entryId: string) => void
}

const panelFitsPx = 920

/** Holds the session of one entry and shows it. */
export function EntryEditor({ type, locales, entry, kept, userId, onMade }: EntryEditorProps) {
  const queryClient = useQueryClient()
  const defaultLocale = locales.find((locale) => locale.default)?.code ?? 'en'
  const search: { locale?: string } = useSearch({ strict: false })
  const locale = locales.some(({ code }) => code === search.locale) ? (search.locale ?? defaultLocale) : defaultLocale
  const [session] = useState(() =>
    createEntrySession({
      type,
      locales: locales.map(({ code }) => code),
      defaultLocale,
      userId,
      entry,
      kept,
      onSaved(view, isNew) {
        queryClient.setQueryData(entryKeys.one(view.id), view)
        void queryClient.invalidateQueries({ queryKey: entryKeys.lists })
        if (isNew) onMade(view.id)
      },
    }),
  )
  useEffect(() => {
    if (unsaved(session).length > 0) scheduleSave(session.loop)
    return watchConnection(session.loop)
  }, [session])
  useOthersSaves(session, entry)

  const lockedBecause = useLock(session, type)
  const work = useMemo(() => ({ session, type, locale, lockedBecause }), [session, type, locale, lockedBecause])
  const surroundings = useMemo(() => surroundingsOf(session, type), [session, type])
  return (
    <EntryContext value={work}>
      <FormContext value={surroundings}>
        <EntryLayout />
      </FormContext>
    </EntryContext>
  )
}

function EntryLayout() {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const acts = useEntryActs()
  const isBeside = width >= panelFitsPx
  useEntryKeys()
  return (
    <div ref={ref} className={classes.root} data-beside={isBeside || undefined}>
      <EntryStage acts={acts} isBeside={isBeside} />
      {width > 0 && <EntryPanel acts={acts} isBeside={isBeside} />}
    </div>
  )
}

/** A newer state from elsewhere is taken while nothing of one's own waits here; otherwise the next save merges. */
function useOthersSaves(session: EntrySession, entry: EntryView | null): void {
  useEffect(() => {
    const known = session.entry.get()
    const isQuiet = session.loop.state.get().kind === 'saved'
    if (entry !== null && known !== null && isQuiet && entry.id === known.id && entry.revision > known.revision) adoptEntry(session, entry)
  }, [session, entry])
}

function useLock(session: EntrySession, type: ContentTypeView): string | null {
  const entry = useSignal(session.entry)
  const may = useMay()
  if (entry === null) return !may.isKnown || may.act('create', type.name) !== 'none' ? null : 'You may not create entries of this type'
  if (entry.status === 'trashed') return 'In the trash'
  return entry._can.edit ? null : 'You may read this, not change it'
}

function surroundingsOf(session: EntrySession, type: ContentTypeView): FormSurroundings {
  return {
    type,
    entryId: () => session.entry.get()?.id ?? null,
    isPublic: () => Object.keys(session.entry.get()?.publications ?? {}).length > 0,
    valueOf: (name, locale) => {
      const place = session.places.find(
        (candidate) => candidate.field.name === name && (candidate.locale === null || locale === null || candidate.locale === locale),
      )
      return place === undefined ? undefined : session.form.get(place.pointer)
    },
    subscribe: session.form.subscribeAll,
  }
}
