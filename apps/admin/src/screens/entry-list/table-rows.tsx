import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import type { ContentTypeView } from '@verso/contract'
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Loading } from '../../parts/loading.tsx'
import { EntryRow } from './entry-row.tsx'
import classes from './entry-table.module.css'
import { type ListColumn, minWidth } from './list-columns.ts'
import type { SelectableRow } from './selectable-row.ts'
import { useCards } from './use-cards.ts'
import type { LoadedList } from './use-entry-list.ts'
import { useRowKeys } from './use-row-keys.ts'

interface TableRowsProps {
  rows: SelectableRow[]
  columns: ListColumn[]
  type: ContentTypeView
  list: LoadedList
  isStacked: boolean
  head: ReactNode
}

const rowHeight = 44
const stackedHeight = 64
const headHeight = 36

/** The rows near the window, and the row in focus wherever it is. */
export function TableRows({ rows, columns, type, list, isStacked, head }: TableRowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const navigate = useNavigate()
  const cards = useCards(
    rows.map(({ original }) => original),
    columns,
  )
  const virtualizer = useRows({ rows, active, isStacked, scroller })
  const moveTo = (index: number) => {
    setActive(index)
    virtualizer.scrollToIndex(index)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }))
  }
  const open = (entryId: string) => navigate({ to: '/content/$type/$entryId', params: { type: type.name, entryId } })
  useRowKeys({ active, rows, moveTo, open })
  const depths = type.tree === true ? treeDepths(rows) : null
  const items = virtualizer.getVirtualItems()
  useMoreNearEnd(items.at(-1)?.index ?? 0, list)

  return (
    <div ref={scroller} className={classes.scroller} data-scroll-restoration-id={`list-${type.name}`}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are walked and chosen with keys, which makes the table a grid
        role="grid"
        className={classes.grid}
        aria-label={type.label}
        aria-rowcount={list.total ?? -1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-busy={list.isOld}
        data-stacked={isStacked || undefined}
        style={tracksOf(columns)}
      >
        <thead className={classes.headGroup}>{head}</thead>
        <tbody className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start, size }) => {
            const row = rows[index]
            return row === undefined ? null : (
              <EntryRow
                key={row.id}
                row={row}
                index={index}
                columns={columns}
                cards={cards}
                depth={depths?.get(row.id) ?? 0}
                isStacked={isStacked}
                isActive={index === Math.min(active, rows.length - 1)}
                onFocus={() => setActive(index)}
                style={{ transform: `translateY(${start}px)`, height: size }}
              />
            )
          })}
        </tbody>
      </table>
      {list.isLoadingMore && <Loading label={t`Loading more`} rows={3} />}
    </div>
  )
}

/** How deep each row stands below the highest row of its branch that is listed; a tree comes parents first. */
function treeDepths(rows: SelectableRow[]): Map<string, number> {
  const depths = new Map<string, number>()
  for (const { original } of rows) {
    const above = original.parent === undefined || original.parent === null ? undefined : depths.get(original.parent)
    depths.set(original.id, above === undefined ? 0 : above + 1)
  }
  return depths
}

function useMoreNearEnd(lastShown: number, { entries, hasMore, isLoadingMore, isOld, loadMore, error }: LoadedList): void {
  useEffect(() => {
    if (hasMore && !isLoadingMore && !isOld && error === null && lastShown >= entries.length - 12) loadMore()
  }, [lastShown, entries.length, hasMore, isLoadingMore, isOld, loadMore, error])
}

interface VirtualRows {
  rows: SelectableRow[]
  active: number
  isStacked: boolean
  scroller: RefObject<HTMLDivElement | null>
}

function useRows({ rows, active, isStacked, scroller }: VirtualRows) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isStacked ? stackedHeight : rowHeight),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range) => withActive(defaultRangeExtractor(range), Math.min(active, range.count - 1)),
  })
  // All heights change with the layout.
  useEffect(() => virtualizer.measure(), [virtualizer, isStacked])
  return virtualizer
}

function withActive(indexes: number[], active: number): number[] {
  return [...new Set([...indexes, active])].filter((index) => index >= 0).toSorted((a, b) => a - b)
}

function tracksOf(columns: ListColumn[]): CSSProperties {
  const tracks = `44px ${columns.map(({ track }) => track).join(' ')}`
  return { '--list-columns': tracks, '--list-min-width': `${minWidth(columns)}px` } as CSSProperties
}
