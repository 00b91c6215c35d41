import { t } from '@lingui/core/macro'
import { Checkbox, SegmentedControl, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MediaView, PatchMediaBody } from '@verso/contract'
import { useEffect, useState } from 'react'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { foldersQuery, mediaKeys } from '../../api/media.ts'
import { localesQuery } from '../../api/types.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { toast } from '../../parts/toast.tsx'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'
import { folderChoices } from './folder-paths.ts'

type Description = Pick<MediaView, 'filename' | 'alt' | 'caption' | 'tags' | 'folder' | 'private'>

interface PartProps {
  file: MediaView
  draft: Description
  changes: Partial<Description>
  problem: unknown
  mayEdit: boolean
  onChange: (part: Partial<Description>) => void
}

interface DescriptionFormProps {
  file: MediaView
  mayEdit: boolean
  onDirty: (isDirty: boolean) => void
}

/** What is said of a file, in each language. Readers get it at once: a file has no draft. */
export function DescriptionForm({ file, mayEdit, onDirty }: DescriptionFormProps) {
  // Only what was changed is kept, so that the file may become another beneath it.
  const [changes, setChanges] = useState<Partial<Description>>({})
  const draft = withChanges(descriptionOf(file), changes)
  const saving = useSaveDescription(file, (sent) => setChanges((now) => changesWithout(now, sent)))
  const isDirty = JSON.stringify(draft) !== JSON.stringify(descriptionOf(file))
  useUnsavedGuard(isDirty)
  useEffect(() => {
    onDirty(isDirty)
    return () => onDirty(false)
  }, [isDirty, onDirty])
  const part: PartProps = {
    ...{ file, draft, changes, mayEdit, problem: saving.error },
    onChange: (change) => setChanges((before) => ({ ...before, ...change })),
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isDirty) saving.mutate({ draft, changes })
      }}
    >
      <Stack gap="md">
        <Words {...part} />
        <Place {...part} />
        {saving.isError && <ProblemCard problem={saving.error} title={t`The description could not be saved`} />}
        {mayEdit && (
          <div>
            <ReasonedButton type="submit" variant="filled" loading={saving.isPending} reason={isDirty ? undefined : t`Nothing has changed`}>
              {t`Save description`}
            </ReasonedButton>
          </div>
        )}
      </Stack>
    </form>
  )
}

/** Alternative text and caption, one language at a time. */
function Words({ file, draft, changes, mayEdit, problem, onChange }: PartProps) {
  const { data: locales = [] } = useQuery(localesQuery())
  const [chosen, setChosen] = useState<string | null>(null)
  const locale = chosen ?? locales.find((one) => one.default)?.code ?? 'en'
  const readOnly = readOnlyUnless(mayEdit)
  const isMissing = (code: string) => file.mimeType.startsWith('image/') && (draft.alt[code] ?? '').trim() === ''
  return (
    <>
      {locales.length > 1 && (
        <SegmentedControl
          aria-label={t`Language`}
          value={locale}
          onChange={setChosen}
          data={locales.map(({ code }) => ({ value: code, label: isMissing(code) ? `${code} ·` : code }))}
        />
      )}
      {file.mimeType.startsWith('image/') && (
        <Textarea
          label={locales.length > 1 ? t`Alt text (${locale})` : t`Alt text`}
          description={t`What the picture shows, for those who don’t see it.`}
          autosize
          minRows={2}
          dir="auto"
          {...readOnly}
          value={draft.alt[locale] ?? ''}
          onChange={({ currentTarget }) => onChange({ alt: { ...changes.alt, [locale]: currentTarget.value } })}
          error={issuesAt(problem, '/alt')[0]}
        />
      )}
      <Textarea
        label={locales.length > 1 ? t`Caption (${locale})` : t`Caption`}
        autosize
        minRows={1}
        dir="auto"
        {...readOnly}
        value={draft.caption[locale] ?? ''}
        onChange={({ currentTarget }) => onChange({ caption: { ...changes.caption, [locale]: currentTarget.value } })}
        error={issuesAt(problem, '/caption')[0]}
      />
    </>
  )
}

/** How it is called and found, and who gets it. */
function Place({ draft, mayEdit, problem, onChange }: PartProps) {
  const { data: folders = [] } = useQuery(foldersQuery())
  const readOnly = readOnlyUnless(mayEdit)
  return (
    <>
      <TextInput
        label={t`File name`}
        {...readOnly}
        value={draft.filename}
        onChange={({ currentTarget }) => onChange({ filename: currentTarget.value })}
        error={draft.filename.trim() === '' ? t`A file has a name.` : issuesAt(problem, '/filename')[0]}
      />
      <TagsInput
        label={t`Tags`}
        {...readOnly}
        value={draft.tags}
        onChange={(tags) => onChange({ tags })}
        error={issuesAt(problem, '/tags')[0]}
      />
      <Select
        label={t`Folder`}
        {...readOnly}
        data={[{ value: '', label: t`No folder` }, ...folderChoices(folders)]}
        value={draft.folder ?? ''}
        onChange={(next) => onChange({ folder: next === '' || next === null ? null : next })}
        error={issuesAt(problem, '/folder')[0]}
      />
      {mayEdit && (
        <Checkbox
          label={t`Private`}
          description={t`Given for signed addresses only, which expire.`}
          checked={draft.private}
          onChange={({ currentTarget }) => onChange({ private: currentTarget.checked })}
        />
      )}
    </>
  )
}

function readOnlyUnless(mayEdit: boolean) {
  return mayEdit ? {} : ({ readOnly: true, variant: 'unstyled' } as const)
}

function descriptionOf({ filename, alt, caption, tags, folder, private: isPrivate }: MediaView): Description {
  return { filename, alt, caption, tags, folder, private: isPrivate }
}

/** Languages are members too: what somebody else said in another one stays. */
function withChanges(saved: Description, { alt, caption, ...others }: Partial<Description>): Description {
  return { ...saved, ...others, alt: { ...saved.alt, ...alt }, caption: { ...saved.caption, ...caption } }
}

/** What was changed once more while it was being saved is still a change. */
function changesWithout(changes: Partial<Description>, sent: Partial<Description>): Partial<Description> {
  return Object.fromEntries(Object.entries(changes).filter(([name, value]) => sent[name as keyof Description] !== value))
}

interface Saving {
  draft: Description
  changes: Partial<Description>
}

function useSaveDescription(file: MediaView, onSaved: (sent: Partial<Description>) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ draft }: Saving) => api.patch<MediaView>(`/media/${file.id}`, changesOf(file, draft), { ifMatch: file.revision }),
    onSuccess: async (saved, { changes }) => {
      queryClient.setQueryData(mediaKeys.one(file.id), saved)
      onSaved(changes)
      toast({ message: t`Saved the description` })
      await queryClient.invalidateQueries({ queryKey: [...mediaKeys.all, 'list'] })
      await queryClient.invalidateQueries({ queryKey: foldersQuery().queryKey })
    },
  })
}

/** What wasn't touched isn't sent, so that rights to move a file aren't asked of who describes it. */
function changesOf(file: MediaView, draft: Description): PatchMediaBody {
  const before = descriptionOf(file)
  const isChanged = (name: string) => JSON.stringify(draft[name as keyof Description]) !== JSON.stringify(before[name as keyof Description])
  return Object.fromEntries(Object.entries(draft).filter(([name]) => isChanged(name)))
}
