import { t } from '@lingui/core/macro'
import { useElementSize } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ContentTypeView, EntryView, LocaleView } from '@verso/contract'
import type { Json } from '@verso/model'
import { useEffect, useMemo, useState } from 'react'
import { entryKeys } from '../../api/entries.ts'
import { useSignal } from '../../api/signal.ts'
import { useMay } from '../../api/use-may.ts'
import { viewedRole } from '../../api/view-as.ts'
import { FormContext, type FormSurroundings } from '../../fields/form-context.ts'
import { fieldEditors } from '../../fields/field-editors.tsx'
import { tokensAfter, valueInside } from '../../fields/nested/inner-place.ts'
import { EntryPanel } from './entry-panel.tsx'
import classes from './entry-screen.module.css'
import { adoptEntry, createEntrySession, type EntrySession, unsaved } from './entry-session.ts'
import { EntryStage } from './entry-stage.tsx'
import { placeAt } from './entry-values.ts'
import { type EarlierText, restoreText } from './restored-text.ts'
import { sameJson } from './same-json.ts'
import { scheduleSave, watchConnection } from './save-loop.ts'
import { EntryContext } from './session-context.ts'
import { useEntryActs } from './use-entry-acts.ts'
import { useEntryKeys } from './use-entry-keys.ts'
import { usePresence } from './use-presence.ts'
import { useSource } from './use-source.ts'
import { findCopy } from './working-copy.ts'

interface EntryEditorProps extends EarlierText {
  type: ContentTypeView
  /** All types, of which the components are shown inside others. */
  types: ContentTypeView[]
  locales: LocaleView[]
  entry: EntryView | null
  userId: string
  onMade: (entryId: string) => void
}

const panelFitsPx = 920
/** Two languages side by side need the room of the panel, too. */
const panelFitsBesideTwoPx = 1400

/** Holds the session of one entry and shows it. */
export function EntryEditor({ type, types, locales, entry, kept, copy, userId, onMade }: EntryEditorProps) {
  const queryClient = useQueryClient()
  const defaultLocale = locales.find((locale) => locale.default)?.code ?? 'en'
  const search: { locale?: string } = useSearch({ strict: false })
  const locale = locales.some(({ code }) => code === search.locale) ? (search.locale ?? defaultLocale) : defaultLocale
  const [session] = useState(() => {
    const made = createEntrySession({
      type,
      locales: locales.map(({ code }) => code),
      defaultLocale,
      userId,
      types,
      findComponent: (name) => types.find((one) => one.name === name && one.kind === 'component'),
      entry,
      onSaved(view, isNew) {
        queryClient.setQueryData(entryKeys.one(view.id), view)
        void queryClient.invalidateQueries({ queryKey: entryKeys.lists })
        if (isNew) onMade(view.id)
      },
    })
    restoreText(made, { kept, copy })
    return made
  })
  useEffect(() => {
    if (unsaved(session).length > 0) scheduleSave(session.loop)
    return watchConnection(session.loop)
  }, [session])
  useOthersSaves(session, entry)
  usePresence(session, locale)

  const lockedBecause = useLock(session, type)
  const work = useMemo(() => ({ session, type, locale, lockedBecause }), [session, type, locale, lockedBecause])
  const surroundings = useMemo(() => surroundingsOf(session, locale), [session, locale])
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
  const { source } = useSource()
  const isBeside = width >= (source === null ? panelFitsPx : panelFitsBesideTwoPx)
  useEntryKeys()
  return (
    <div ref={ref} className={classes.root} data-beside={isBeside || undefined}>
      <EntryStage acts={acts} isBeside={isBeside} />
      {width > 0 && <EntryPanel acts={acts} isBeside={isBeside} />}
    </div>
  )
}

/**
 * A newer state from elsewhere is taken while nothing of one's own waits here; otherwise the next save merges. So is what the same person
 * goes on writing on another device.
 */
function useOthersSaves(session: EntrySession, entry: EntryView | null): void {
  useEffect(() => {
    const known = session.entry.get()
    const isQuiet = () => session.loop.state.get().kind === 'saved' && unsaved(session).length === 0
    if (entry === null || known === null || entry.id !== known.id || !isQuiet()) return
    if (entry.revision > known.revision) adoptEntry(session, entry)
    else if (entry.revision === known.revision && !sameJson(publicState(known), publicState(entry))) session.entry.set(entry)
    else if (entry.revision === known.revision && entry.workingCopy !== undefined)
      void findCopy(entry).then((copy) => {
        if (copy !== null && isQuiet() && session.entry.get()?.revision === entry.revision) restoreText(session, { kept: null, copy })
      })
  }, [session, entry])
}

/** What others may do to an entry without a new revision. */
function publicState({ status, publications, schedules }: EntryView): Json {
  return { status, publications, schedules } as unknown as Json
}

function useLock(session: EntrySession, type: ContentTypeView): string | null {
  const entry = useSignal(session.entry)
  const may = useMay()
  const viewed = useSignal(viewedRole)
  if (viewed !== null) return t`You view as ${viewed.label}: nothing can be changed`
  if (entry === null) return !may.isKnown || may.act('create', type.name) !== 'none' ? null : t`You may not create entries of this type`
  if (entry.status === 'trashed') return t`In the trash`
  return entry._can.edit ? null : t`You may read this, not change it`
}

function surroundingsOf(session: EntrySession, locale: string): FormSurroundings {
  const { form, options } = session
  return {
    type: options.type,
    locale,
    defaultLocale: options.defaultLocale,
    types: options.types,
    findComponent: options.findComponent,
    editors: fieldEditors,
    entryId: () => session.entry.get()?.id ?? null,
    parentId: () => session.entry.get()?.parent ?? null,
    isPublic: () => Object.keys(session.entry.get()?.publications ?? {}).length > 0,
    valueOf: (name, given) => {
      const place = session.places.find(
        (candidate) => candidate.field.name === name && (candidate.locale === null || given === null || candidate.locale === given),
      )
      return place === undefined ? undefined : form.get(place.pointer)
    },
    subscribe: form.subscribeAll,
    valueAt: (pointer) => {
      const place = placeAt(pointer, session.places)
      return place === undefined ? undefined : valueInside(form.get(place.pointer), tokensAfter(place.pointer, pointer))
    },
    issuesOf: form.issuesOf,
    subscribeTo: form.subscribe,
    countFaultsIn: (pointer) => [...form.faulty().keys()].filter((fault) => fault.startsWith(`${pointer}/`)).length,
    setTypingIssue: (pointer, sentence) => form.setIssue('typing', pointer, sentence),
    revealed: session.revealed,
  }
}
