import { plural, t } from '@lingui/core/macro'
import { Button, Group, Modal, Progress } from '@mantine/core'
import type { EntryView } from '@verso/contract'
import classes from './bulk-dialog.module.css'
import { BulkResults } from './bulk-results.tsx'
import { type BulkWords, bulkWords } from './bulk-words.ts'
import type { BulkAction } from './run-bulk.ts'
import { type BulkRun, useBulk } from './use-bulk.ts'

interface BulkDialogProps {
  action: BulkAction
  entries: EntryView[]
  onClose: (isDone: boolean) => void
}

/** Says first how many entries the act changes, then shows it happening, then what became of each. */
export function BulkDialog({ action, entries, onClose }: BulkDialogProps) {
  const words = bulkWords[action]
  const run = useBulk(action, words.done)
  const affected = entries.filter(words.applies)
  const hasBegun = run.results.length > 0
  // What is a job goes on without this window, and tells of its end.
  const mayClose = !run.isRunning || run.jobId !== null
  const close = () => onClose(hasBegun)
  return (
    <Modal
      opened
      onClose={mayClose ? close : () => undefined}
      withCloseButton={mayClose}
      title={titleOf(words, hasBegun ? run.results.length : affected.length, hasBegun)}
      size={520}
    >
      {hasBegun ? (
        <Running run={run} done={words.done} />
      ) : (
        <Preview action={action} affected={affected.length} idle={entries.length - affected.length} />
      )}
      <Buttons action={action} run={run} affected={affected} onClose={close} />
    </Modal>
  )
}

function titleOf({ act, nothing }: BulkWords, count: number, hasBegun: boolean): string {
  if (count === 0) return nothing
  return hasBegun ? act(count) : `${act(count)}?`
}

function Preview({ action, affected, idle }: { action: BulkAction; affected: number; idle: number }) {
  const words = bulkWords[action]
  return (
    <div className={classes.text}>
      <p>{affected === 0 ? t`None of the selected entries would change.` : words.effect(affected)}</p>
      {idle > 0 && (
        <p className="verso-dimmed">
          {plural(idle, {
            one: `One entry of the selection stays as it is: ${words.idle}.`,
            other: `# entries of the selection stay as they are: ${words.idle}.`,
          })}
        </p>
      )}
    </div>
  )
}

function Running({ run, done }: { run: BulkRun; done: string }) {
  const finished = run.results.filter(({ state }) => state !== 'waiting').length
  return (
    <>
      <p className={classes.count}>
        {run.isRunning ? t`${finished} of ${run.results.length} so far` : t`${finished} of ${run.results.length} finished`}
      </p>
      <Progress value={(finished / run.results.length) * 100} size={4} radius={2} aria-label={t`${finished} of ${run.results.length}`} />
      {run.jobId !== null && <p className={classes.hint}>{t`You can close this: it goes on, and you are told of the end.`}</p>}
      <BulkResults results={run.results} done={done} isRunning={run.isRunning} />
    </>
  )
}

function Buttons({ action, run, affected, onClose }: { action: BulkAction; run: BulkRun; affected: EntryView[]; onClose: () => void }) {
  const words = bulkWords[action]
  const unfinished = run.results.filter(({ state }) => state !== 'done')
  if (run.isRunning) {
    return (
      <Group justify="flex-end" mt="lg" gap="xs">
        {run.jobId !== null && (
          <>
            <Button onClick={run.stop}>{t`Stop`}</Button>
            <Button onClick={onClose}>{t`Close`}</Button>
          </>
        )}
      </Group>
    )
  }
  if (run.results.length > 0) {
    const hasLeft = unfinished.some(({ state }) => state === 'waiting')
    return (
      <Group justify="flex-end" mt="lg" gap="xs">
        {unfinished.length > 0 && (
          <Button onClick={() => run.start(unfinished.map(({ entry }) => entry))}>
            {hasLeft ? t`Go on with ${unfinished.length}` : t`Retry ${unfinished.length} failed`}
          </Button>
        )}
        <Button variant="filled" onClick={onClose}>
          {t`Close`}
        </Button>
      </Group>
    )
  }
  return (
    <Group justify="flex-end" mt="lg" gap="xs">
      <Button onClick={onClose}>{affected.length === 0 ? t`Close` : t`Cancel`}</Button>
      {affected.length > 0 && (
        <Button variant="filled" color={words.tone === 'danger' ? 'red' : 'petrol'} data-autofocus onClick={() => run.start(affected)}>
          {words.act(affected.length)}
        </Button>
      )}
    </Group>
  )
}
