import { plural, t } from '@lingui/core/macro'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Preflight } from '@verso/contract'
import type { ReactNode } from 'react'
import { StatusChip } from '../../parts/status-chip.tsx'
import classes from './entry-panel.module.css'
import { useFocusValue } from './focus-value.ts'
import { useEntryWork, useFaults } from './session-context.ts'
import { knownPlace, valueLabel } from './value-faults.ts'

/** What publishing would say: what refuses it, what goes along, what readers will not see, and where it is going to show. */
export function PreflightReport({ preflight }: { preflight: Preflight }) {
  const { impact, hidden } = preflight
  return (
    <>
      <Issues preflight={preflight} />
      <Targets preflight={preflight} policy="refuse" title={() => t`Has to be published first`} />
      <Targets
        preflight={preflight}
        policy="publish"
        title={(count) =>
          plural(count, { one: 'Will be published together with it', other: '# entries will be published together with it' })
        }
      />
      <Targets
        preflight={preflight}
        policy="absent"
        title={(count) => plural(count, { one: 'Readers will not see this link', other: 'Readers will not see # links' })}
      />
      {impact.entries.count > 0 && (
        <Section title={liveWords(preflight)}>
          <EntryLinks entries={impact.entries.sample} />
          {impact.webhooks.length > 0 && (
            <li className={classes.sentence}>{t`Tells ${impact.webhooks.map(({ name }) => name).join(', ')}`}</li>
          )}
        </Section>
      )}
      {hidden > 0 && <p className={classes.hint}>{hiddenWords(hidden)}</p>}
    </>
  )
}

/** Faults that the form already shows are listed there; the whole entry's have no place in it. */
function Issues({ preflight }: { preflight: Preflight }) {
  const { session } = useEntryWork()
  const faults = useFaults()
  const focusValue = useFocusValue()
  const known = (path: string) => knownPlace(path, session)?.inner.pointer
  const shown = preflight.issues.filter(({ code, path }) => code !== 'target_unpublished' && !faults.has(known(path) ?? ''))
  if (shown.length === 0) return null
  const refuses = shown.some(({ severity }) => severity === 'error')
  return (
    <section className={classes.preflightIssues} data-refuses={refuses || undefined}>
      <h3 className={classes.heading}>{refuses ? t`Before it can be published` : t`Worth a look`}</h3>
      <ul className={classes.links}>
        {shown.map(({ severity, path, message }) => (
          <li key={path + message} className={classes.issue} data-severity={severity}>
            {severity === 'error' ? (
              <IconAlertTriangle size={16} stroke={1.75} aria-label={t`Refused`} />
            ) : (
              <IconInfoCircle size={16} stroke={1.75} aria-label={t`Note`} />
            )}
            <span>
              {known(path) !== undefined && (
                <button type="button" className="verso-link" onClick={() => focusValue(known(path) ?? '')}>
                  {valueLabel(path, session)}
                </button>
              )}
              <span className={classes.sentence}>{message}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface TargetsProps {
  preflight: Preflight
  policy: Preflight['targets'][number]['policy']
  title: (count: number) => string
}

function Targets({ preflight, policy, title }: TargetsProps) {
  const { session } = useEntryWork()
  const targets = preflight.targets.filter((target) => target.policy === policy)
  if (targets.length === 0) return null
  return (
    <Section title={title(targets.length)}>
      {targets.map((target) => (
        <li key={target.id + target.path}>
          <EntryLink {...target} /> <StatusChip status={target.status} />
          <span className={classes.sentence}>{valueLabel(target.path, session)}</span>
        </li>
      ))}
    </Section>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.links}>{children}</ul>
    </section>
  )
}

interface Linked {
  id: string
  type: string
  title: string
}

/** So many are named; the others are counted. */
const named = 5

export function EntryLinks({ entries }: { entries: readonly Linked[] }) {
  const one = new Map(entries.map((entry) => [entry.id, entry]))
  return (
    <>
      {[...one.values()].slice(0, named).map((entry) => (
        <li key={entry.id}>
          <EntryLink {...entry} />
        </li>
      ))}
      {one.size > named && <li className={classes.sentence}>{t`and ${one.size - named} more`}</li>}
    </>
  )
}

function EntryLink({ id, type, title }: Linked) {
  return (
    <Link to="/content/$type/$entryId" params={{ type, entryId: id }} className="verso-link">
      {title === '' ? t`Untitled` : title}
    </Link>
  )
}

function liveWords({ impact: { entries, complete } }: Preflight): string {
  if (!complete) return plural(entries.count, { one: 'Live on more than # entry', other: 'Live on more than # entries' })
  return plural(entries.count, { one: 'Live on # entry', other: 'Live on # entries' })
}

export function hiddenWords(hidden: number): string {
  return plural(hidden, { one: 'And 1 more entry that is not visible to you.', other: 'And # more entries that are not visible to you.' })
}
