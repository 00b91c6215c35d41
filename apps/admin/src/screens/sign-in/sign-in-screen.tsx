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
      title={isForgotten ? 'A new password' : 'Sign in'}
      lead={isForgotten ? 'You get a link by mail, and choose one.' : 'To write, publish and set things up.'}
    >
      {isForgotten ? <AskLinkForm email="" /> : <SignInForm email="" />}
      {!isForgotten && <PasskeyButton />}
      {!isForgotten && <ProviderButtons />}
      <Button variant="subtle" color="gray" fullWidth mt="xs" onClick={() => setIsForgotten(!isForgotten)}>
        {isForgotten ? 'Back to sign-in' : 'Forgot your password?'}
      </Button>
    </Threshold>
  )
}
