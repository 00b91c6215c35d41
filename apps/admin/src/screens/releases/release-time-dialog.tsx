import { t } from '@lingui/core/macro'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ChangeReleaseBody, ReleaseView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { releaseKeys } from '../../api/releases.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { MomentInput, type MomentWish, nextMorning } from '../../parts/moment-input.tsx'
import { localTimeIn, momentOf, ownTimeZone } from '../../parts/zoned-time.ts'

/** When a release is published by itself. */
export function ReleaseTimeDialog({ release, onClose }: { release: ReleaseView; onClose: () => void }) {
  const [wish, setWish] = useState<MomentWish>(() => wishOf(release))
  const queryClient = useQueryClient()
  const setting = useMutation({
    mutationFn: (body: ChangeReleaseBody) => api.patch<ReleaseView>(`/releases/${release.id}`, body),
    onSuccess: async (_, { publishAt }) => {
      await queryClient.invalidateQueries({ queryKey: releaseKeys.all })
      toast({ message: publishAt === null ? t`It waits for you now` : t`Scheduled` })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t`Schedule ${release.name}`} size={480}>
      <Stack gap="md">
        <MomentInput value={wish} onChange={setWish} problem={setting.error} />
        {setting.isError && <ProblemCard problem={setting.error} title={t`The time could not be set`} />}
        <Group justify="flex-end" gap="xs">
          {release.publishAt !== null && (
            <Button variant="subtle" color="gray" onClick={() => setting.mutate({ publishAt: null })}>
              {t`Don’t publish by itself`}
            </Button>
          )}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            variant="filled"
            disabled={momentOf(wish.local, wish.zone) === null}
            loading={setting.isPending}
            onClick={() => setting.mutate({ publishAt: wish.local, timeZone: wish.zone })}
          >
            {t`Publish later`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function wishOf({ publishAt, timeZone }: ReleaseView): MomentWish {
  const zone = timeZone ?? ownTimeZone()
  return { zone, local: publishAt === null ? nextMorning(zone) : localTimeIn(zone, new Date(publishAt)) }
}
