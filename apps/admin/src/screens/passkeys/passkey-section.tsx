import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PasskeyView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { passkeysQuery } from '../../api/me.ts'
import { canUsePasskeys } from '../../parts/can-use-passkeys.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { Time } from '../../parts/time.tsx'
import { toast } from '../../parts/toast.tsx'
import { deviceWords } from '../account/device-words.ts'
import classes from '../account/account.module.css'
import { makePasskey } from './make-passkey.ts'
import { wasGivenUp } from './was-given-up.ts'

/** The passkeys that sign me in without a password. */
export function PasskeySection() {
  const passkeys = useQuery(passkeysQuery())
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: passkeysQuery().queryKey })
  const adding = useMutation({
    mutationFn: () => makePasskey(deviceWords(navigator.userAgent)),
    onSuccess: async () => {
      await refresh()
      toast({ message: t`Added a passkey` })
    },
  })
  const list = passkeys.data?.data ?? []
  return (
    <section className={classes.section} aria-labelledby="passkeys">
      <h2 id="passkeys">{t`Passkeys`}</h2>
      <p className={classes.facts}>
        {t`Sign in with a finger, a face or a PIN of this device, in place of password and code. Nothing that could be stolen leaves it.`}
      </p>
      {passkeys.isError && (
        <ProblemCard problem={passkeys.error} title={t`Your passkeys could not be loaded`} onRetry={() => passkeys.refetch()} />
      )}
      {adding.isError && !wasGivenUp(adding.error) && <ProblemCard problem={adding.error} title={t`No passkey was added`} />}
      <ul className={`verso-list ${classes.list}`}>
        {list.map((passkey) => (
          <Passkey key={passkey.id} passkey={passkey} onRemoved={refresh} />
        ))}
      </ul>
      <ReasonedButton
        mt="sm"
        loading={adding.isPending}
        reason={canUsePasskeys() ? undefined : t`Passkeys need https, or localhost by its name`}
        onClick={() => adding.mutate()}
      >
        {t`Add a passkey…`}
      </ReasonedButton>
    </section>
  )
}

function Passkey({ passkey, onRemoved }: { passkey: PasskeyView; onRemoved: () => Promise<void> }) {
  const removing = useMutation({
    mutationFn: () => api.delete(`/me/passkeys/${passkey.id}`),
    onSuccess: async () => {
      await onRemoved()
      toast({ message: t`Removed the passkey` })
    },
  })
  return (
    <li className={classes.session}>
      <div>
        <p>{passkey.name}</p>
        <p className={classes.facts}>
          <Time at={passkey.createdAt} prefix={t`since`} /> ·{' '}
          {passkey.lastUsedAt === null ? t`not used yet` : <Time at={passkey.lastUsedAt} prefix={t`used`} />}
        </p>
        {removing.isError && <ProblemCard problem={removing.error} title={t`The passkey could not be removed`} />}
      </div>
      <Button
        size="compact-sm"
        loading={removing.isPending}
        onClick={() => removing.mutate()}
        aria-label={t`Remove the passkey ${passkey.name}`}
      >
        {t`Remove`}
      </Button>
    </li>
  )
}
