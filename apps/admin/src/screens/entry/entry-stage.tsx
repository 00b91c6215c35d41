import { t } from '@lingui/core/macro'
import { Button, VisuallyHidden } from '@mantine/core'
import { IconLayoutSidebarRight } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useSignal } from '../../api/signal.ts'
import { StatusChip } from '../../parts/status-chip.tsx'
import { useScreen } from '../../parts/use-screen.ts'
import { ConflictBanner } from './conflict-banner.tsx'
import { EntryForm } from './entry-form.tsx'
import { EntryNotes } from './entry-notes.tsx'
import classes from './entry-screen.module.css'
import { LocaleSwitch } from './locale-switch.tsx'
import { OthersHere } from './others-here.tsx'
import { PublishButton } from './publish-button.tsx'
import { RevisionStage } from './revision-stage.tsx'
import { SaveText } from './save-text.tsx'
import { SplitButton } from './split-button.tsx'
import { useEntryWork } from './session-context.ts'
import { TemplateChoice } from './template-choice.tsx'
import type { EntryActs } from './use-entry-acts.ts'
import { usePane } from './use-pane.ts'
import { useSource } from './use-source.ts'

/** The page itself: the form, or an older state of it. */
export function EntryStage({ acts, isBeside }: { acts: EntryActs; isBeside: boolean }) {
  const { type } = useEntryWork()
  const { revision, show } = usePane()
  const { source } = useSource()
  const title = useTitle()
  useScreen({
    title,
    crumbs: [
      { label: t`Content`, to: '/content' },
      { label: type.label, to: `/content/${type.name}` },
    ],
  })
  return (
    <div className={classes.stage}>
      <VisuallyHidden>
        <h1 tabIndex={-1} data-screen-heading>
          {title}
        </h1>
      </VisuallyHidden>
      <div className={classes.bar}>
        <SaveText />
        <span className={classes.barEnd}>
          <OthersHere />
          <LocaleSwitch />
          <SplitButton />
          {!isBeside && (
            <>
              <CurrentStatus />
              <Button
                size="compact-sm"
                leftSection={<IconLayoutSidebarRight size={16} stroke={1.75} aria-hidden />}
                onClick={() => show('publish')}
              >
                {t`Panel`}
              </Button>
            </>
          )}
        </span>
      </div>
      <div className={classes.page} data-split={source !== null || undefined}>
        <EntryNotes acts={acts} />
        <TemplateChoice />
        <ConflictBanner />
        {revision !== null && <RevisionStage key={revision} number={revision} acts={acts} />}
        <div hidden={revision !== null}>
          <EntryForm acts={acts} />
        </div>
      </div>
      {!isBeside && (
        <div className={classes.thumbBar}>
          <SaveText />
          <PublishButton acts={acts} isCompact />
        </div>
      )}
    </div>
  )
}

function CurrentStatus() {
  const entry = useSignal(useEntryWork().session.entry)
  return <StatusChip status={entry?.status ?? 'draft'} />
}

function useTitle(): string {
  const { session, type, locale } = useEntryWork()
  const place = session.places.find(
    (candidate) => candidate.field.name === type.titleField && (candidate.locale === null || candidate.locale === locale),
  )
  const title = useSyncExternalStore(session.form.subscribeAll, () =>
    place === undefined ? session.entry.get()?.title : session.form.get(place.pointer),
  )
  if (typeof title === 'string' && title !== '') return title
  return session.entry.get() === null ? t`New entry in ${type.label}` : t`Untitled`
}
