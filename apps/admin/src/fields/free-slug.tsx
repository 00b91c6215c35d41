import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ProposedSlugView } from '@verso/contract'
import { api } from '../api/client.ts'
import classes from './field-editors.module.css'
import type { FormSurroundings } from './form-context.ts'

interface FreeSlugProps {
  form: FormSurroundings
  slug: string
  locale: string | null
  onUse: (slug: string) => void
}

const quietMs = 500

/** Where another entry has the slug: says so, before publishing would, and offers the next one that is free. */
export function FreeSlug({ form, slug, locale, onUse }: FreeSlugProps) {
  const [asked] = useDebouncedValue(slug, quietMs)
  const { type, defaultLocale, entryId, parentId } = form
  const body = {
    type: type.name,
    locale: locale ?? defaultLocale,
    from: asked,
    ...(type.tree === true ? { parent: parentId() } : {}),
    ...(entryId() === null ? {} : { entryId: entryId() }),
  }
  const { data } = useQuery({
    queryKey: ['slugs', 'proposed', body],
    queryFn: () => api.post<ProposedSlugView>('/slugs/propose', body),
    enabled: asked !== '',
    // It is help beside the form: where it can't be had, publishing says what there is to say.
    retry: false,
  })
  if (data?.taken !== true || asked !== slug) return null
  const { slug: free } = data
  return (
    <p className={classes.freeSlug} role="status">
      {free === null ? t`Another entry has this address.` : t`Another entry has this address: only one of them can be published.`}
      {free !== null && (
        <Button size="compact-sm" onClick={() => onUse(free)}>
          {t`Use ${free}`}
        </Button>
      )}
    </p>
  )
}
