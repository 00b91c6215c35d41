import { t } from '@lingui/core/macro'
import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import slugify from 'slugify'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'
import { FreeSlug } from './free-slug.tsx'
import { useFormSurroundings, useSourceText } from './form-context.ts'

const maxCharacters = 80

/** The name in addresses. It follows the fields that it is made from until someone writes their own or readers know it. */
export function SlugEditor({ field, value, locale, onChange, onBlur, isInvalid, readOnly, controlId, describedBy }: FieldEditorProps) {
  const form = useFormSurroundings()
  const slug = typeof value === 'string' ? value : ''
  const sources = field.from ?? []
  const source = useSourceText(sources, locale)
  const before = useRef(source)
  const latest = useRef({ slug, onChange })
  latest.current = { slug, onChange }

  useEffect(() => {
    const previous = slugOf(before.current)
    if (source === before.current) return
    before.current = source
    const isOwn = latest.current.slug !== '' && withoutNumber(latest.current.slug) !== previous && latest.current.slug !== previous
    if (!readOnly && !isOwn && form?.isPublic() !== true) latest.current.onChange(slugOf(source) || null)
  }, [source, readOnly, form])

  const names = sources.map((name) => form?.type.fields.find((candidate) => candidate.name === name)?.label ?? name).join(' and ')
  const isAddress = form?.type.fields.some(({ id, name }) => id === field.id && name === form.type.slugField) === true
  return (
    <>
      <TextInput
        id={controlId}
        value={slug}
        readOnly={readOnly}
        variant={readOnly ? 'unstyled' : 'default'}
        error={isInvalid}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        aria-describedby={describedBy}
        aria-required={field.required === true}
        classNames={{ input: classes.code }}
        rightSection={
          !readOnly && sources.length > 0 ? (
            <Tooltip label={t`Make from ${names}`}>
              <ActionIcon
                size={28}
                aria-label={t`Make ${field.label} from ${names}`}
                aria-disabled={source === '' || undefined}
                onClick={() => source !== '' && onChange(slugOf(source) || null)}
              >
                <IconRefresh size={18} stroke={1.75} aria-hidden />
              </ActionIcon>
            </Tooltip>
          ) : undefined
        }
        onBlur={onBlur}
        onChange={(event) =>
          onChange(event.currentTarget.value === '' ? null : event.currentTarget.value.replace(/\s+/g, '-').toLowerCase())
        }
      />
      {form !== null && isAddress && !readOnly && slug !== '' && <FreeSlug form={form} slug={slug} locale={locale} onUse={onChange} />}
    </>
  )
}

/** As the server proposes it: lower-case words joined by `-`, cut at a word. */
function slugOf(text: string): string {
  const slug = slugify(text, { lower: true, strict: true })
  if (slug.length <= maxCharacters) return slug
  const cut = slug.slice(0, maxCharacters + 1)
  const end = cut.lastIndexOf('-')
  return end > 0 ? cut.slice(0, end) : cut.slice(0, maxCharacters)
}

/** The server numbers a slug that another entry holds. */
function withoutNumber(slug: string): string {
  return slug.replace(/-\d+$/, '')
}
