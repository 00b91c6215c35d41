import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { meQuery } from '../api/me.ts'
import { MeButton } from './me-button.tsx'

const loadDropdown = () => import('./me-dropdown.tsx')
const MeDropdown = lazy(async () => ({ default: (await loadDropdown()).MeDropdown }))

/** Me, at the top; the menu itself is fetched when somebody reaches for it. */
export function MeMenu() {
  const [isWanted, setIsWanted] = useState(false)
  const { data: me } = useQuery(meQuery())
  const name = me?.name ?? ''
  const closed = (
    <MeButton
      name={name}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={loadDropdown}
      onFocus={loadDropdown}
      onClick={() => setIsWanted(true)}
    />
  )
  return isWanted ? (
    <Suspense fallback={closed}>
      <MeDropdown name={name} />
    </Suspense>
  ) : (
    closed
  )
}
