import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Threshold } from '../../frame/threshold.tsx'
import { AskLinkForm } from '../links/ask-link-form.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import { SignInForm } from './sign-in-form.tsx'

export function SignInScreen() {
  const [isForgotten, setIsForgotten] = useState(false)
  return (
    <Threshold
      title={isForgotten ? t`A new password` : t`Sign in`}
      lead={isForgotten ? t`You get a link by mail, and choose one.` : t`To write, publish and set things up.`}
    >
      {isForgotten ? <AskLinkForm email="" /> : <SignInForm email="" />}
      {!isForgotten && <PasskeyButton />}
      {!isForgotten && <ProviderButtons />}
      <Button variant="subtle" color="gray" fullWidth mt="xs" onClick={() => setIsForgotten(!isForgotten)}>
        {isForgotten ? t`Back to sign-in` : t`Forgot your password?`}
      </Button>
    </Threshold>
  )
}
