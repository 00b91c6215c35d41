import { plural, t } from '@lingui/core/macro'
import { Button, Group, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BothProofs, RecoveryCodes as RecoveryCodesView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { secondFactorQuery } from '../../api/me.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { Time } from '../../parts/time.tsx'
import { toast } from '../../parts/toast.tsx'
import classes from '../account/account.module.css'
import { BothProofsDialog } from './both-proofs-dialog.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpFactor } from './set-up-factor.tsx'
import { useBeginFactor } from './use-begin-factor.ts'

/** The code of an app beside the password: whether it is on, and the ways to change that. */
export function FactorSection() {
  const factor = useQuery(secondFactorQuery())
  const since = factor.data?.confirmedAt ?? null
  return (
    <section className={classes.section} aria-labelledby="second-factor">
      <h2 id="second-factor">{t`Second factor`}</h2>
      {factor.isError && (
        <ProblemCard problem={factor.error} title={t`Your second factor could not be loaded`} onRetry={() => factor.refetch()} />
      )}
      {factor.data !== undefined && (since === null ? <Off /> : <On since={since} codesLeft={factor.data.recoveryCodesLeft} />)}
    </section>
  )
}

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: ['me'] })
}

function Off() {
  const beginning = useBeginFactor()
  const refresh = useRefresh()
  async function finish() {
    await refresh()
    beginning.reset()
    toast({ message: t`Turned on your second factor` })
  }
  return (
    <>
      <p className={classes.facts}>
        {t`A code from an app beside your password: who finds out your password still can’t sign in. Your other sessions end when it is turned on.`}
      </p>
      {beginning.isError && <ProblemCard problem={beginning.error} title={t`It could not be begun`} />}
      <Button mt="sm" loading={beginning.isPending} onClick={() => beginning.mutate()}>
        {t`Set up…`}
      </Button>
      {beginning.data !== undefined && (
        <Modal opened onClose={() => beginning.reset()} title={t`Set up a second factor`} size={440} closeOnClickOutside={false}>
          <SetUpFactor begun={beginning.data} onDone={() => void finish()} />
        </Modal>
      )}
    </>
  )
}

function On({ since, codesLeft }: { since: string; codesLeft: number }) {
  const [asked, setAsked] = useState<'renew' | 'remove' | null>(null)
  return (
    <>
      <p className={classes.facts}>
        <span className={classes.this}>{t`On`}</span> · <Time at={since} prefix={t`since`} /> ·{' '}
        {plural(codesLeft, { one: '# recovery code left', other: '# recovery codes left' })}
      </p>
      <Group gap="xs" mt="sm">
        <Button onClick={() => setAsked('renew')}>{t`New recovery codes…`}</Button>
        <Button color="red" variant="subtle" onClick={() => setAsked('remove')}>
          {t`Turn off…`}
        </Button>
      </Group>
      {asked === 'renew' && <RenewDialog onClose={() => setAsked(null)} />}
      {asked === 'remove' && <RemoveDialog onClose={() => setAsked(null)} />}
    </>
  )
}

function RenewDialog({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh()
  const renewing = useMutation({
    mutationFn: (proofs: BothProofs) => api.post<RecoveryCodesView>('/me/second-factor/recovery-codes', proofs),
    onSuccess: refresh,
  })
  if (renewing.data !== undefined) {
    return (
      <Modal opened onClose={onClose} title={t`New recovery codes`} size={440} closeOnClickOutside={false}>
        <RecoveryCodes codes={renewing.data.recoveryCodes} onDone={onClose} />
      </Modal>
    )
  }
  return (
    <BothProofsDialog
      title={t`Make new recovery codes?`}
      confirmLabel={t`Make codes`}
      isBusy={renewing.isPending}
      problem={renewing.error}
      onConfirm={(proofs) => renewing.mutate(proofs)}
      onClose={onClose}
    >
      {t`The codes that you have now stop working.`}
    </BothProofsDialog>
  )
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh()
  const removing = useMutation({
    mutationFn: (body: BothProofs) => api.send('DELETE', '/me/second-factor', { body }),
    onSuccess: async () => {
      await refresh()
      toast({ message: t`Turned off your second factor` })
      onClose()
    },
  })
  return (
    <BothProofsDialog
      title={t`Turn off your second factor?`}
      confirmLabel={t`Turn off`}
      isDanger
      isBusy={removing.isPending}
      problem={removing.error}
      onConfirm={(proofs) => removing.mutate(proofs)}
      onClose={onClose}
    >
      {t`Your password alone opens your account then. Recovery codes stop working.`}
    </BothProofsDialog>
  )
}
