import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { EntryView, LocaleView } from '@verso/contract'
import { useSignal } from '../../api/signal.ts'
import { localesQuery } from '../../api/types.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import classes from './entry-panel.module.css'
import { placeAt } from './entry-values.ts'
import { useFocusValue } from './focus-value.ts'
import { useEntryWork } from './session-context.ts'
import type { EntryActs } from './use-entry-acts.ts'
import { useLocale } from './use-locale.ts'
import { useSource } from './use-source.ts'

/** How the entry stands in each language; each can be published and taken back alone. */
export function LocalesPane({ acts }: { acts: EntryActs }) {
  const { session } = useEntryWork()
  const entry = useSignal(session.entry)
  const { data: locales = [] } = useQuery(localesQuery())
  const { running } = acts
  if (entry === null) return <p className={classes.pane}>{t`There is nothing to publish yet.`}</p>
  return (
    <div className={classes.pane}>
      {running !== null && running.problem !== null && <ProblemCard problem={running.problem} />}
      {locales.map((locale) => (
        <OneLocale key={locale.code} locale={locale} entry={entry} acts={acts} />
      ))}
    </div>
  )
}

function OneLocale({ locale, entry, acts }: { locale: LocaleView; entry: EntryView; acts: EntryActs }) {
  const { locale: written, choose } = useLocale()
  const state = entry.locales[locale.code]
  const isTrashed = entry.status === 'trashed'
  const isPublic = entry.publications[locale.code] !== undefined
  const isBusy = acts.running?.isBusy === true
  return (
    <section className={classes.localeState} aria-label={locale.label}>
      <header className={classes.localeHead}>
        <button
          type="button"
          className="verso-link"
          aria-current={written === locale.code ? 'true' : undefined}
          onClick={() => choose(locale.code)}
        >
          <bdi>{locale.label}</bdi> ({locale.code})
        </button>
        {state === undefined ? <span className="verso-dimmed">{t`Nothing yet`}</span> : <StatusChip status={state.status} />}
      </header>
      {state !== undefined && state.outdated.length > 0 && <Outdated locale={locale} entry={entry} acts={acts} paths={state.outdated} />}
      {state !== undefined && !isTrashed && (
        <div className={classes.localeActs}>
          {entry._can.publish.includes(locale.code) && state.status !== 'published' && (
            <Button size="compact-sm" disabled={isBusy} onClick={() => void acts.publish([locale.code])}>
              {t`Publish ${locale.code}`}
            </Button>
          )}
          {entry._can.unpublish.includes(locale.code) && isPublic && (
            <Button size="compact-sm" variant="subtle" color="gray" disabled={isBusy} onClick={() => void acts.unpublish([locale.code])}>
              {t`Unpublish ${locale.code}`}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

interface OutdatedProps {
  locale: LocaleView
  entry: EntryView
  acts: EntryActs
  paths: readonly string[]
}

/** Translations whose source changed after them. Saving one takes its mark away, and so does saying that it is right as it is. */
function Outdated({ locale, entry, acts, paths }: OutdatedProps) {
  const { session } = useEntryWork()
  const { choose } = useLocale()
  const { openFor } = useSource()
  const focusValue = useFocusValue()
  const open = (pointer: string) => {
    choose(locale.code)
    // The form of that language is drawn first.
    requestAnimationFrame(() => focusValue(pointer))
  }
  return (
    <>
      <StatusChip status="outdated" />
      <ul className={classes.links}>
        {paths.map((path) => (
          <li key={path}>
            <button type="button" className="verso-link" onClick={() => open(path)}>
              {placeAt(path, session.places)?.field.label ?? path}
            </button>
          </li>
        ))}
      </ul>
      {entry._can.edit && (
        <div className={classes.localeActs}>
          <Button size="compact-sm" onClick={() => openFor(locale.code)}>
            {t`Side by side`}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void acts.confirmTranslations(locale.code)}>
            {t`Mark as up to date`}
          </Button>
        </div>
      )}
    </>
  )
}
