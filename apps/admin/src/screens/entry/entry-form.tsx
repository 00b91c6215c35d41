import { plural, t } from '@lingui/core/macro'
import { VisuallyHidden } from '@mantine/core'
import classes from './entry-screen.module.css'
import type { ValuePlace } from './entry-values.ts'
import { FieldRow } from './field-row.tsx'
import { type FormTab, formTabs } from './field-groups.ts'
import { useEntryWork, useFaults } from './session-context.ts'
import { SplitBar } from './split-bar.tsx'
import { SplitRow } from './split-row.tsx'
import type { EntryActs } from './use-entry-acts.ts'
import { usePane } from './use-pane.ts'
import { useSource } from './use-source.ts'

/** All fields of one locale: the title first and large, then the groups. */
export function EntryForm({ acts }: { acts: EntryActs }) {
  const { session, type, locale } = useEntryWork()
  const { source } = useSource()
  const tabs = formTabs(type, session.places, locale)
  const { tab, showTab } = usePane()
  const chosen = tabs.some(({ name }) => name === tab) ? tab : (tabs[0]?.name ?? '')
  const title = session.places.find((place) => place.field.name === type.titleField && (place.locale === null || place.locale === locale))
  return (
    <form className={classes.form} onSubmit={(event) => event.preventDefault()} aria-label={type.label} noValidate>
      {source !== null && <SplitBar source={source} acts={acts} />}
      {title !== undefined && <Row place={title} source={source} acts={acts} isTitle={title.field.kind === 'text'} />}
      {tabs.length > 1 && <Tabs tabs={tabs} chosen={chosen} onChoose={showTab} />}
      {tabs.map((tab) => (
        <div
          key={tab.name}
          hidden={tab.name !== chosen}
          className={classes.tabBody}
          {...(tabs.length > 1 ? { role: 'tabpanel', id: `form-${tab.name}`, 'aria-labelledby': `form-tab-${tab.name}` } : {})}
        >
          {tab.sections.map((section, index) => (
            <section key={section.label ?? `plain-${index}`} className={classes.section}>
              {section.label !== null && <h2 className={classes.sectionTitle}>{section.label}</h2>}
              {section.places.map((place) => (
                <Row key={place.pointer} place={place} source={source} acts={acts} />
              ))}
            </section>
          ))}
        </div>
      ))}
    </form>
  )
}

interface RowProps {
  place: ValuePlace
  source: string | null
  acts: EntryActs
  isTitle?: boolean
}

function Row({ place, source, acts, isTitle = false }: RowProps) {
  const { session, lockedBecause } = useEntryWork()
  if (source !== null) return <SplitRow place={place} source={source} acts={acts} isTitle={isTitle} />
  const hasLocales = place.locale !== null
  return <FieldRow place={place} session={session} lockedBecause={lockedBecause} isTitle={isTitle} showsLocale={hasLocales && !isTitle} />
}

/** Tabs of the form; faults in those that aren't open are counted on them. */
function Tabs({ tabs, chosen, onChoose }: { tabs: FormTab[]; chosen: string; onChoose: (name: string) => void }) {
  const faults = useFaults()
  return (
    <div role="tablist" aria-label={t`Parts of the form`} className={classes.tabs}>
      {tabs.map((tab, index) => {
        const places = tab.sections.flatMap((section) => section.places)
        const count = [...faults.keys()].filter((fault) =>
          places.some(({ pointer }) => fault === pointer || fault.startsWith(`${pointer}/`)),
        ).length
        const step = (by: number) => tabs[(index + by + tabs.length) % tabs.length]?.name ?? ''
        return (
          <button
            key={tab.name}
            id={`form-tab-${tab.name}`}
            type="button"
            role="tab"
            aria-selected={tab.name === chosen}
            aria-controls={`form-${tab.name}`}
            tabIndex={tab.name === chosen ? 0 : -1}
            className={classes.tab}
            onClick={() => onChoose(tab.name)}
            onKeyDown={({ key }) => {
              if (key !== 'ArrowRight' && key !== 'ArrowLeft') return
              const next = step(key === 'ArrowRight' ? 1 : -1)
              onChoose(next)
              document.getElementById(`form-tab-${next}`)?.focus()
            }}
          >
            {tab.label}
            {count > 0 && (
              <span className={classes.count}>
                {count}
                <VisuallyHidden> {plural(count, { one: 'fault', other: 'faults' })}</VisuallyHidden>
              </span>
            )}
          </button>
        )
      })}
    </div>
  )
}
