import { t } from '@lingui/core/macro'
import { Drawer } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import classes from './entry-panel.module.css'
import { LocalesPane } from './locales-pane.tsx'
import { HistoryPane } from './history-pane.tsx'
import { PublishPane } from './publish-pane.tsx'
import { UsagesPane } from './usages-pane.tsx'
import type { EntryActs } from './use-entry-acts.ts'
import { useLocale } from './use-locale.ts'
import { type Pane, usePane } from './use-pane.ts'

const labels: Record<Pane, string> = { publish: t`Publish`, locales: t`Languages`, history: t`History`, usages: t`Usages` }
const allPanes = Object.keys(labels) as Pane[]

/** Beside the form where there is room; over it where there isn't. */
export function EntryPanel({ acts, isBeside }: { acts: EntryActs; isBeside: boolean }) {
  const { pane, show, close } = usePane()
  if (isBeside) {
    return (
      <aside className={classes.beside} aria-label={t`Publishing, history and usages`}>
        <PanelBody acts={acts} pane={pane ?? 'publish'} onShow={show} />
      </aside>
    )
  }
  return (
    <Drawer
      opened={pane !== null}
      onClose={close}
      size={360}
      title={labels[pane ?? 'publish']}
      closeButtonProps={{ 'aria-label': t`Close the panel` }}
    >
      <PanelBody acts={acts} pane={pane ?? 'publish'} onShow={show} />
    </Drawer>
  )
}

function PanelBody({ acts, pane, onShow }: { acts: EntryActs; pane: Pane; onShow: (pane: Pane) => void }) {
  const { isChoice } = useLocale()
  const panes = isChoice ? allPanes : allPanes.filter((name) => name !== 'locales')
  function walk(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = panes[(panes.indexOf(pane) + step + panes.length) % panes.length] ?? 'publish'
    event.preventDefault()
    onShow(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <>
      <div role="tablist" aria-label={t`Panel`} className={classes.tabs} onKeyDown={walk}>
        {panes.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={pane === name}
            aria-controls={`panel-${name}`}
            tabIndex={pane === name ? 0 : -1}
            className={classes.tab}
            onClick={() => onShow(name)}
          >
            {labels[name]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`panel-${pane}`} aria-labelledby={`tab-${pane}`} className={classes.tabPanel}>
        {pane === 'publish' && <PublishPane acts={acts} />}
        {pane === 'locales' && <LocalesPane acts={acts} />}
        {pane === 'history' && <HistoryPane />}
        {pane === 'usages' && <UsagesPane />}
      </div>
    </>
  )
}
