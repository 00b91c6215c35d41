import { t } from '@lingui/core/macro'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Keys } from '../parts/keys.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import classes from './palette.module.css'
import type { PaletteItem } from './palette-item.ts'
import { usePaletteItems } from './use-palette-items.ts'

const [store, palette] = createSpotlight()

/** Finds entries, files, people, types, screens and what can be done here; `>` finds actions only. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('')
  const { groups, isSearching } = usePaletteItems(query)
  const isEmpty = groups.every(({ items }) => items.length === 0)
  useEffect(() => {
    palette.open()
    return () => palette.close()
  }, [])
  useFirstSelected(groups.flatMap(({ items }) => items.map(({ id }) => id)).join())
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      scrollable
      maxHeight="60dvh"
      size={640}
      centered={false}
      yOffset="12dvh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.32 }}
      attributes={{ content: { 'aria-label': t`Search and act` } }}
      classNames={{ content: classes.content ?? '' }}
    >
      <Spotlight.Search
        className={classes.search ?? ''}
        placeholder={t`Search, or > for actions`}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        aria-label={t`Search entries, files, people, types, screens and actions`}
      />
      <Spotlight.ActionsList aria-label={t`Results`}>
        {groups.map(({ label, items }) =>
          items.length === 0 ? null : (
            <Spotlight.ActionsGroup key={label} label={label} className={classes.group ?? ''}>
              {items.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </Spotlight.ActionsGroup>
          ),
        )}
        {isEmpty && <Spotlight.Empty>{isSearching ? t`Searching…` : t`Nothing found for “${query}”.`}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** The first result is chosen, so that Enter takes it. */
function useFirstSelected(found: string): void {
  // Chosen anew whenever other results are shown
  useEffect(() => {
    const frame = requestAnimationFrame(selectFirst)
    return () => cancelAnimationFrame(frame)
  }, [found])
}

/** Spotlight keeps its choice in the page and in its store; both have to agree. */
function selectFirst(): void {
  const actions = document.getElementById(store.getState().listId)?.querySelectorAll('[data-action]') ?? []
  for (const [index, action] of actions.entries()) action.toggleAttribute('data-selected', index === 0)
  store.updateState((state) => ({ ...state, selected: actions.length > 0 ? 0 : -1 }))
}

function Item({ item }: { item: PaletteItem }) {
  const navigate = useNavigate()
  const ItemIcon = item.icon
  return (
    <Spotlight.Action
      className={classes.item ?? ''}
      onClick={() =>
        item.run === undefined
          ? navigate({ to: item.to ?? '/', params: item.params ?? {}, search: item.search ?? {} })
          : item.run(new KeyboardEvent('keydown'))
      }
    >
      {item.status === undefined ? (
        <ItemIcon size={18} stroke={1.75} aria-hidden className={classes.icon} />
      ) : (
        <StatusChip status={item.status} variant="icon" />
      )}
      <span className={classes.label} data-entry={item.status !== undefined || undefined}>
        {item.label}
      </span>
      {item.aside !== undefined && <span className={classes.aside}>{item.aside}</span>}
      {item.keys !== undefined && <Keys keys={item.keys} />}
    </Spotlight.Action>
  )
}
