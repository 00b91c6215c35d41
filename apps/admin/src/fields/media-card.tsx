import { t } from '@lingui/core/macro'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowDown, IconArrowUp, IconFile, IconPhoto, IconPhotoOff } from '@tabler/icons-react'
import type { MediaView } from '@verso/contract'
import type { ReactNode } from 'react'
import { isProblem } from '../api/api-problem.ts'
import { mediaQuery } from '../api/media.ts'
import { describeFile } from './describe-file.ts'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'
import { MediaFraming } from './media-framing.tsx'
import type { MediaValue } from './media-value.ts'

interface MediaCardProps extends FieldEditorProps {
  media: MediaValue
  onFile: (media: MediaValue) => void
  onRemove: (id: string) => void
  /** Where one file is held: chooses another. */
  onReplace?: () => void
  /** Where several are: its place among them. */
  place?: { index: number; count: number }
  onMove: (from: number, to: number) => void
}

/** One chosen file: what it is, and its words in this place. */
export function MediaCard(props: MediaCardProps) {
  const { media, locale, onFile, onBlur, isInvalid, readOnly, controlId } = props
  const file = useQuery(mediaQuery(media._media))
  const usual = altOf(file.data, locale)
  return (
    <div className={classes.media} data-invalid={isInvalid || undefined}>
      <Thumb file={file.data} />
      <div className={classes.file}>
        <div>
          <div className={classes.filename}>
            {file.data?.filename ?? (isProblem(file.error) ? t`This file can’t be shown` : t`Loading…`)}
          </div>
          <div className={classes.facts}>
            {file.data === undefined ? (isProblem(file.error) ? file.error.title : '') : describeFile(file.data)}
          </div>
        </div>
        <TextInput
          id={`${controlId}-alt-${media._media}`}
          label={t`Alternative text here`}
          value={typeof media['alt'] === 'string' ? media['alt'] : ''}
          placeholder={usual ?? t`What the picture shows, for those who don’t see it`}
          description={usual === null ? undefined : t`Empty: the text of the library is used.`}
          readOnly={readOnly}
          variant={readOnly ? 'unstyled' : 'default'}
          onBlur={onBlur}
          onChange={({ currentTarget }) => onFile(withAlt(media, currentTarget.value))}
          dir="auto"
        />
        {!readOnly && <Acts {...props} file={file.data} />}
      </div>
    </div>
  )
}

function Acts({ field, media, file, place, onFile, onMove, onRemove, onReplace }: MediaCardProps & { file: MediaView | undefined }) {
  const filename = file?.filename ?? t`the file`
  return (
    <div className={classes.row}>
      {file !== undefined && <MediaFraming file={file} media={media} onFile={onFile} />}
      {onReplace !== undefined && (
        <Button size="compact-sm" onClick={onReplace}>
          {t`Replace…`}
        </Button>
      )}
      <Button
        size="compact-sm"
        onClick={() => onRemove(media._media)}
        aria-label={place === undefined ? t`Remove the file from ${field.label}` : t`Remove ${filename} from ${field.label}`}
      >
        {t`Remove`}
      </Button>
      {place !== undefined && place.count > 1 && (
        <>
          <Move label={t`Move ${filename} up`} isOff={place.index === 0} onClick={() => onMove(place.index, place.index - 1)}>
            <IconArrowUp size={16} stroke={1.75} aria-hidden />
          </Move>
          <Move
            label={t`Move ${filename} down`}
            isOff={place.index === place.count - 1}
            onClick={() => onMove(place.index, place.index + 1)}
          >
            <IconArrowDown size={16} stroke={1.75} aria-hidden />
          </Move>
        </>
      )}
    </div>
  )
}

function Move({ label, isOff, onClick, children }: { label: string; isOff: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <ActionIcon
      size={28}
      aria-label={label}
      aria-disabled={isOff || undefined}
      {...(isOff ? { 'data-disabled': true } : {})}
      onClick={() => !isOff && onClick()}
    >
      {children}
    </ActionIcon>
  )
}

function Thumb({ file }: { file: MediaView | undefined }) {
  if (file?.url !== null && file?.url !== undefined && file.mimeType.startsWith('image/'))
    return <img src={file.url} alt="" className={classes.thumb} />
  const ThumbIcon = file?.mimeType.startsWith('image/') === false ? IconFile : file === undefined ? IconPhoto : IconPhotoOff
  return (
    <span className={classes.placeholder}>
      <ThumbIcon size={28} stroke={1.25} aria-hidden />
    </span>
  )
}

function withAlt({ alt: _, ...media }: MediaValue, alt: string): MediaValue {
  return (alt === '' ? media : { ...media, alt }) as MediaValue
}

function altOf(file: MediaView | undefined, locale: string | null): string | null {
  const alt = file?.alt[locale ?? 'en'] ?? Object.values(file?.alt ?? {})[0]
  return alt === undefined || alt === '' ? null : alt
}
