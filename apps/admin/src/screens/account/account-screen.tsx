import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../api/me.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { FactorSection } from '../second-factor/factor-section.tsx'
import { PasskeySection } from '../passkeys/passkey-section.tsx'
import classes from './account.module.css'
import { EmailForm } from './email-form.tsx'
import { NameForm } from './name-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { Sessions } from './sessions.tsx'

/** Oneself. */
export function AccountScreen() {
  const me = useQuery(meQuery())
  return (
    <Page title={t`Account`} width="form">
      {me.isError && me.data === undefined && (
        <ProblemCard problem={me.error} title={t`Your account could not be loaded`} onRetry={() => me.refetch()} />
      )}
      {me.isPending && <Loading label={t`Loading your account`} kind="form" rows={5} />}
      {me.data !== undefined && (
        <div className={classes.sections}>
          <NameForm me={me.data} />
          <EmailForm />
          <PasswordForm me={me.data} />
          <FactorSection />
          <PasskeySection />
          <Sessions />
        </div>
      )}
    </Page>
  )
}
