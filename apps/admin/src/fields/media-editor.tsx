import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconFile, IconPhoto, IconPhotoOff } from '@tabler/icons-react'
import type { MediaView } from '@verso/contract'
import type { Json } from '@verso/model'
import { useState } from 'react'
import { isProblem } from '../api/api-problem.ts'
import { mediaQuery } from '../api/media.ts'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'
import { describeFile } from './describe-file.ts'
import { MediaPicker } from './pickers/media-picker.tsx'

interface MediaValue {
  _media: string
  alt?: string
  [name: string]: Json | undefined
}

/** One file of the library, with words of its own for this place. */
export function MediaEditor(props: FieldEditorProps) {
  const { field, value, onChange, onBlur, readOnly, controlId, labelId, describedBy } = props
  const [isPicking, setIsPicking] = useState(false)
  const media = isMedia(value) ? value : null
  return (
    <fieldset className={classes.group} id={controlId} aria-labelledby={labelId} aria-describedby={describedBy}>
      {media !== null && <Chosen {...props} media={media} onReplace={() => setIsPicking(true)} />}
      {media === null && readOnly && <span className={classes.facts}>None</span>}
      {media === null && !readOnly && (
        <Button
          className={classes.choose}
          leftSection={<IconPhoto size={16} stroke={1.75} aria-hidden />}
          aria-describedby={describedBy}
          onClick={() => setIsPicking(true)}
        >
          Choose or upload a file…
        </Button>
      )}
      <MediaPicker
        opened={isPicking}
        title={field.label}
        accept={field.accept ?? []}
        onClose={() => setIsPicking(false)}
        onPick={({ id }) => {
          onChange({ _media: id })
          onBlur()
        }}
      />
    </fieldset>
  )
}

function Chosen({
  field,
  media,
  locale,
  onChange,
  onBlur,
  isInvalid,
  readOnly,
  controlId,
  onReplace,
}: FieldEditorProps & { media: MediaValue; onReplace: () => void }) {
  const file = useQuery(mediaQuery(media._media))
  const usual = altOf(file.data, locale)
  return (
    <div className={classes.media} data-invalid={isInvalid || undefined}>
      <Thumb file={file.data} />
      <div className={classes.file}>
        <div>
          <div className={classes.filename}>{file.data?.filename ?? (isProblem(file.error) ? 'This file can’t be shown' : 'Loading…')}</div>
          <div className={classes.facts}>
            {file.data === undefined ? (isProblem(file.error) ? file.error.title : '') : describeFile(file.data)}
          </div>
        </div>
        <TextInput
          id={`${controlId}-alt`}
          label="Alternative text here"
          value={media.alt ?? ''}
          placeholder={usual ?? 'What the picture shows, for those who don’t see it'}
          description={usual === null ? undefined : 'Empty: the text of the library is used.'}
          readOnly={readOnly}
          variant={readOnly ? 'unstyled' : 'default'}
          onBlur={onBlur}
          onChange={({ currentTarget }) => onChange(withAlt(media, currentTarget.value))}
          dir="auto"
        />
        {!readOnly && (
          <div className={classes.row}>
            <Button size="compact-sm" onClick={onReplace}>
              Replace…
            </Button>
            <Button
              size="compact-sm"
              onClick={() => {
                onChange(null)
                onBlur()
              }}
              aria-label={`Remove the file from ${field.label}`}
            >
              Remove
            </Button>
          </div>
        )}
      </div>
    </div>
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

function withAlt({ alt: _, ...media }: MediaValue, alt: string): Json {
  return (alt === '' ? media : { ...media, alt }) as Json
}

function altOf(file: MediaView | undefined, locale: string | null): string | null {
  const alt = file?.alt[locale ?? 'en'] ?? Object.values(file?.alt ?? {})[0]
  return alt === undefined || alt === '' ? null : alt
}

function isMedia(value: Json | undefined): value is Json & MediaValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['_media'] === 'string'
}
