import { t } from '@lingui/core/macro'
import { Button, Checkbox, Group, Modal, SegmentedControl, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CreateScheduleBody, EntryView, ScheduleView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { homeKey } from '../../api/schedules.ts'
import { localesQuery } from '../../api/types.ts'
import { MomentInput, type MomentWish, nextMorning } from '../../parts/moment-input.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { momentOf, ownTimeZone } from '../../parts/zoned-time.ts'
import { scheduleWords } from './schedule-section.tsx'

type Action = CreateScheduleBody['action']

/** Asks when, on whose clock, and says the moment on both clocks before it is set. */
export function ScheduleDialog({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const isPublic = Object.keys(entry.publications).length > 0
  const [action, setAction] = useState<Action>('publish')
  const [wish, setWish] = useState<MomentWish>(() => ({ zone: ownTimeZone(), local: nextMorning(ownTimeZone()) }))
  const [locales, setLocales] = useState<string[]>([])
  const setting = useSetSchedule(entry.id, onClose)
  const verb = action === 'publish' ? t`Publish` : t`Unpublish`
  const submit = () => setting.mutate({ action, at: wish.local, timeZone: wish.zone, ...(locales.length === 0 ? {} : { locales }) })
  return (
    <Modal opened onClose={onClose} title={entry.title === '' ? t`Schedule this entry` : t`Schedule ${entry.title}`} size={480}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          {isPublic && entry._can.unpublish.length > 0 && <ActionChoice action={action} onChange={setAction} />}
          <MomentInput value={wish} onChange={setWish} problem={setting.error} />
          <LocaleChoice chosen={locales} onChange={setLocales} />
          {setting.isError && <ProblemCard problem={setting.error} title={t`The schedule could not be set`} />}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t`Cancel`}</Button>
            <Button type="submit" variant="filled" disabled={momentOf(wish.local, wish.zone) === null} loading={setting.isPending}>
              {t`${verb} later`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function ActionChoice({ action, onChange }: { action: Action; onChange: (action: Action) => void }) {
  return (
    <SegmentedControl
      aria-label={t`What will happen`}
      data={[
        { value: 'publish', label: t`Publish` },
        { value: 'unpublish', label: t`Unpublish` },
      ]}
      value={action}
      onChange={(value) => onChange(value === 'unpublish' ? 'unpublish' : 'publish')}
    />
  )
}

/** In which languages; none ticked means all that there are then. */
function LocaleChoice({ chosen, onChange }: { chosen: string[]; onChange: (codes: string[]) => void }) {
  const { data: locales = [] } = useQuery(localesQuery())
  if (locales.length < 2) return null
  return (
    <Checkbox.Group label={t`Languages`} description={t`None ticked: all that the entry has then.`} value={chosen} onChange={onChange}>
      <Group gap="md" mt={6}>
        {locales.map(({ code, label }) => (
          <Checkbox key={code} value={code} label={label} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

function useSetSchedule(entryId: string, onDone: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateScheduleBody) => api.post<ScheduleView>(`/entries/${entryId}/schedules`, body),
    onSuccess: async (schedule) => {
      toast({ message: scheduleWords(schedule) })
      onDone()
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: entryKeys.one(entryId) }),
        queryClient.invalidateQueries({ queryKey: homeKey }),
      ])
    },
  })
}
