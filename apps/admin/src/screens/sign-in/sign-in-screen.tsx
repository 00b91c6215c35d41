import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { Threshold } from '../../frame/threshold.tsx'
import { Loading } from '../../parts/loading.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import { SignInForm } from './sign-in-form.tsx'

// Few forget their password; the others needn't wait for what asks for a new one.
const AskLinkForm = lazy(async () => ({ default: (await import('../links/ask-link-form.tsx')).AskLinkForm }))

export function SignInScreen() {
  const [isForgotten, setIsForgotten] = useState(false)
  return (
    <Threshold
      title={isForgotten ? t`A new password` : t`Sign in`}
      lead={isForgotten ? t`You get a link by mail, and choose one.` : t`To write, publish and set things up.`}
    >
      {isForgotten ? (
        <Suspense fallback={<Loading label={t`Loading the form`} rows={2} />}>
          <AskLinkForm email="" />
        </Suspense>
      ) : (
        <SignInForm email="" />
      )}
      {!isForgotten && <PasskeyButton />}
      {!isForgotten && <ProviderButtons />}
      <Button variant="subtle" color="gray" fullWidth mt="xs" onClick={() => setIsForgotten(!isForgotten)}>
        {isForgotten ? t`Back to sign-in` : t`Forgot your password?`}
      </Button>
    </Threshold>
  )
}
