import { plural, t } from '@lingui/core/macro'
import { Button, CloseButton, Progress } from '@mantine/core'
import { type Icon, IconAlertTriangle, IconCircleCheck, IconClock, IconPlayerPause, IconUpload } from '@tabler/icons-react'
import { formatBytes } from './format-bytes.ts'
import classes from './upload-list.module.css'
import { isResumable, type UploadItem, type Uploads } from './use-uploads.ts'

interface UploadListProps {
  uploads: Uploads
  /** What is offered for a file that is there now. */
  openLabel: string
  onOpen: (id: string) => void
}

/** What is being uploaded and what became of it. */
export function UploadList({ uploads, openLabel, onOpen }: UploadListProps) {
  const { items } = uploads
  if (items.length === 0) return null
  const uploaded = items.filter(({ state }) => state === 'done').length
  const failed = items.filter(({ state }) => state === 'failed').length
  return (
    <section className={classes.root} aria-label={t`Uploads`}>
      <header className={classes.head}>
        <strong>
          {plural(items.length, { one: `${uploaded} of # file uploaded`, other: `${uploaded} of # files uploaded` })}
          {failed > 0 && <span className={classes.fault}> · {t`${failed} failed`}</span>}
        </strong>
        {uploaded + failed > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={uploads.clear}>
            {t`Clear finished`}
          </Button>
        )}
      </header>
      <ul className="verso-list">
        {items.map((item) => (
          <Line key={item.key} item={item} uploads={uploads} openLabel={openLabel} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

interface LineProps extends UploadListProps {
  item: UploadItem
}

function Line(props: LineProps) {
  const { item, uploads } = props
  const { name, state, part } = item
  const percent = Math.round(part * 100)
  const LineIcon = icons[state]
  return (
    <li className={classes.line} data-state={state}>
      <LineIcon size={18} stroke={1.75} aria-hidden />
      <span className={classes.name}>{name}</span>
      <span className={classes.words}>{wordsOf(item)}</span>
      <span className={classes.acts}>
        <LineActs {...props} />
        {state !== 'done' && <CloseButton size="sm" aria-label={t`Cancel ${name}`} onClick={() => uploads.cancel(item)} />}
      </span>
      {(state === 'sending' || state === 'paused') && (
        <Progress className={classes.bar ?? ''} value={part * 100} size={3} aria-label={t`${name}: ${percent} %`} />
      )}
    </li>
  )
}

function LineActs({ item, uploads, openLabel, onOpen }: LineProps) {
  const { state, duplicateOf, media } = item
  const useExisting = async (id: string) => {
    if (await uploads.dropCopy(item)) onOpen(id)
  }
  if (state === 'failed') return <Act label={t`Retry`} onClick={() => uploads.retry(item)} />
  if (state === 'paused') return <Act label={t`Resume`} onClick={() => uploads.retry(item)} />
  if (state === 'sending' && isResumable(item)) return <Act label={t`Pause`} onClick={() => uploads.pause(item)} />
  if (duplicateOf !== undefined) return <Act label={t`Use the existing one`} onClick={() => void useExisting(duplicateOf)} />
  if (media !== undefined) return <Act label={openLabel} onClick={() => onOpen(media.id)} />
  return null
}

function Act({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="compact-sm" onClick={onClick}>
      {label}
    </Button>
  )
}

const icons: Record<UploadItem['state'], Icon> = {
  waiting: IconClock,
  sending: IconUpload,
  paused: IconPlayerPause,
  done: IconCircleCheck,
  failed: IconAlertTriangle,
}

function wordsOf({ state, part, problem, duplicateOf, source, media }: UploadItem): string {
  const percent = Math.round(part * 100)
  if (state === 'waiting') return t`Waiting`
  if (state === 'failed') return problem?.detail ?? problem?.title ?? t`Failed`
  if (state === 'paused') return t`Paused at ${percent} %`
  if (state === 'done' && problem !== undefined) return problem.detail ?? problem.title
  if (state === 'done') return duplicateOf === undefined ? formatBytes(media?.bytes ?? 0) : t`This file is here already`
  if (typeof source === 'string') return t`Being fetched…`
  const size = formatBytes(source.size)
  return part >= 1 ? t`Being checked…` : t`${percent} % of ${size}`
}
