import { Notifications } from '@mantine/notifications'

/** Where toasts stand; what is shown before it has come waits in their store. */
export function Toasts() {
  return <Notifications position="bottom-center" limit={3} />
}
