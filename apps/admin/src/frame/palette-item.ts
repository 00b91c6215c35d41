import type { Icon } from '@tabler/icons-react'
import type { Status } from '../parts/status-chip.tsx'

/** One line of the palette: where it leads, or what it does. */
export interface PaletteItem {
  id: string
  label: string
  icon: Icon
  aside?: string
  keys?: string
  status?: Status
  to?: string
  params?: Record<string, string>
  search?: Record<string, string>
  run?: (event: KeyboardEvent) => void
}
