import { t } from '@lingui/core/macro'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import classes from './bulk-dialog.module.css'
import type { BulkResult } from './run-bulk.ts'

const lineHeight = 39

/** What became of each entry, in words; of many only those near the window are drawn. */
export function BulkResults({ results, done, isRunning }: { results: BulkResult[]; done: string; isRunning: boolean }) {
  const scroller = useRef<HTMLUListElement>(null)
  const virtualizer = useVirtualizer({
    count: results.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 8,
    getItemKey: (index) => results[index]?.entry.id ?? index,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with keys
    <ul ref={scroller} className={classes.results} tabIndex={0} aria-label={t`What became of each entry`}>
      <li aria-hidden style={{ height: virtualizer.getTotalSize() }} className={classes.room} />
      {virtualizer.getVirtualItems().map(({ index, start, key }) => {
        const result = results[index]
        return result === undefined ? null : (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            data-state={result.state}
            className={classes.result}
            style={{ transform: `translateY(${start}px)` }}
            aria-setsize={results.length}
            aria-posinset={index + 1}
          >
            <ResultIcon state={result.state} />
            <span className={classes.title}>{result.entry.title === '' ? t`Untitled` : result.entry.title}</span>
            <span className={classes.words}>{wordsOf(result, { done, isRunning })}</span>
          </li>
        )
      })}
    </ul>
  )
}

function ResultIcon({ state }: { state: BulkResult['state'] }) {
  if (state === 'done') return <IconCircleCheck size={16} stroke={1.75} aria-hidden />
  if (state === 'failed') return <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
  return <IconCircleDashed size={16} stroke={1.75} aria-hidden />
}

function wordsOf({ state, problem }: BulkResult, { done, isRunning }: { done: string; isRunning: boolean }): string {
  if (state === 'failed') return problem?.issues[0]?.message ?? problem?.detail ?? problem?.title ?? t`Failed`
  if (state === 'done') return done
  return isRunning ? t`Waiting` : t`Not begun`
}
