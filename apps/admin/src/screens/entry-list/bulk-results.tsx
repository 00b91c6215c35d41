import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconLoader2 } from '@tabler/icons-react'
import classes from './bulk-dialog.module.css'
import type { BulkResult } from './use-bulk.ts'

/** What became of each entry, in words. */
export function BulkResults({ results, done }: { results: BulkResult[]; done: string }) {
  return (
    <ul className={classes.results}>
      {results.map((result) => (
        <li key={result.entry.id} className={classes.result} data-state={result.state}>
          <ResultIcon state={result.state} />
          <span className={classes.title}>{result.entry.title === '' ? 'Untitled' : result.entry.title}</span>
          <span className={classes.words}>{wordsOf(result, done)}</span>
        </li>
      ))}
    </ul>
  )
}

function ResultIcon({ state }: { state: BulkResult['state'] }) {
  if (state === 'done') return <IconCircleCheck size={16} stroke={1.75} aria-hidden />
  if (state === 'failed') return <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
  return state === 'running' ? (
    <IconLoader2 size={16} stroke={1.75} aria-hidden />
  ) : (
    <IconCircleDashed size={16} stroke={1.75} aria-hidden />
  )
}

function wordsOf({ state, problem }: BulkResult, done: string): string {
  if (state === 'failed') return problem?.issues[0]?.message ?? problem?.detail ?? problem?.title ?? 'Failed'
  return state === 'done' ? done : state === 'running' ? 'Running' : 'Waiting'
}
