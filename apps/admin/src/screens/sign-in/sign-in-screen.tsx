import { Threshold } from '../../frame/threshold.tsx'
import { SignInForm } from './sign-in-form.tsx'

export function SignInScreen() {
  return (
    <Threshold title="Sign in" lead="To write, publish and set things up.">
      <SignInForm email="" />
    </Threshold>
  )
}
