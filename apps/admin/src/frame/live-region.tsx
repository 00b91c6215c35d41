import { VisuallyHidden } from '@mantine/core'
import { useSignal } from '../api/signal.ts'
import { announcement } from '../parts/use-announce.ts'

/** The one place that speaks; an extra space makes a repeated message a new one. */
export function LiveRegion() {
  const { message, politeness, count } = useSignal(announcement)
  const text = count % 2 === 0 ? message : `${message}\u00a0`
  return (
    <>
      <VisuallyHidden aria-live="polite">{politeness === 'polite' ? text : ''}</VisuallyHidden>
      <VisuallyHidden aria-live="assertive">{politeness === 'assertive' ? text : ''}</VisuallyHidden>
    </>
  )
}
