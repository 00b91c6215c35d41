import { plural, t } from '@lingui/core/macro'
import { Button, CloseButton, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconUpload } from '@tabler/icons-react'
import { formatBytes } from './format-bytes.ts'
import classes from './upload-list.module.css'
import type { UploadItem, Uploads } from './use-uploads.ts'

/** What is being uploaded and what became of it. */
export function UploadList({ uploads, onOpen }: { uploads: Uploads; onOpen: (id: string) => void }) {
  const { items } = uploads
  if (items.length === 0) return null
  const uploaded = items.filter(({ state }) => state === 'done').length
  const failed = items.filter(({ state }) => state === 'failed').length
  return (
    <section className={classes.root} aria-label={t`Uploads`}>
      <header className={classes.head}>
        <strong>
          {plural(items.length, { one: `${uploaded} of # file uploaded`, other: `${uploaded} of # files uploaded` })}
          {failed > 0 && `, ${t`${failed} failed`}`}
        </strong>
        {uploaded + failed > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={uploads.clear}>
            {t`Clear finished`}
          </Button>
        )}
      </header>
      <ul className="verso-list">
        {items.map((item) => (
          <Line key={item.key} item={item} uploads={uploads} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

function Line({ item, uploads, onOpen }: { item: UploadItem; uploads: Uploads; onOpen: (id: string) => void }) {
  const { duplicateOf, media } = item
  const useExisting = async (id: string) => {
    await uploads.dropCopy(item)
    onOpen(id)
  }
  return (
    <li className={classes.line} data-state={item.state}>
      <LineIcon state={item.state} />
      <span className={classes.name}>{item.file.name}</span>
      <span className={classes.words}>{wordsOf(item)}</span>
      {item.state === 'failed' && (
        <Button size="compact-sm" onClick={() => uploads.retry(item)}>
          {t`Retry`}
        </Button>
      )}
      {duplicateOf !== undefined && (
        <Button size="compact-sm" onClick={() => useExisting(duplicateOf)}>
          {t`Use the existing one`}
        </Button>
      )}
      {duplicateOf === undefined && media !== undefined && (
        <Button size="compact-sm" onClick={() => onOpen(media.id)}>
          {t`Describe`}
        </Button>
      )}
      {item.state !== 'done' && <CloseButton size="sm" aria-label={t`Cancel ${item.file.name}`} onClick={() => uploads.cancel(item)} />}
      {item.state === 'sending' && (
        <Progress
          className={classes.bar ?? ''}
          value={item.part * 100}
          size={3}
          aria-label={`${item.file.name}: ${Math.round(item.part * 100)} %`}
        />
      )}
    </li>
  )
}

function LineIcon({ state }: { state: UploadItem['state'] }) {
  if (state === 'done') return <IconCircleCheck size={18} stroke={1.75} aria-hidden />
  if (state === 'failed') return <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
  return state === 'sending' ? <IconUpload size={18} stroke={1.75} aria-hidden /> : <IconClock size={18} stroke={1.75} aria-hidden />
}

function wordsOf({ state, part, problem, duplicateOf, file }: UploadItem): string {
  if (state === 'waiting') return t`Waiting`
  if (state === 'failed') return problem?.detail ?? problem?.title ?? t`Failed`
  if (state === 'done') return duplicateOf === undefined ? formatBytes(file.size) : t`This file is here already`
  return part >= 1 ? t`Being checked…` : t`${Math.round(part * 100)} % of ${formatBytes(file.size)}`
}
