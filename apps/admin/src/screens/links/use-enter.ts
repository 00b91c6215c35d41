import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

/** Leads from a link to the first screen, with nothing left of who was here before. */
export function useEnter(): () => Promise<void> {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  return async () => {
    queryClient.clear()
    await navigate({ to: '/', replace: true })
  }
}
