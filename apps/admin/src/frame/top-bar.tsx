import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconKeyboard, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSignal } from '../api/signal.ts'
import { Keys } from '../parts/keys.tsx'
import { currentScreen } from '../parts/use-screen.ts'
import { MeMenu } from './me-menu.tsx'
import classes from './top-bar.module.css'
import { Wordmark } from './wordmark.tsx'

/** Where I am, the search, and me. */
export function TopBar({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  return (
    <section aria-label={t`Top bar`} className={classes.root}>
      <Breadcrumb />
      <button type="button" className={classes.search} onClick={onSearch}>
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span className={classes.searchLabel}>{t`Search`}</span>
        <Keys keys="mod+K" />
      </button>
      <ActionIcon onClick={onKeys} title={t`Show the keys`} aria-label={t`Show the keys`} className={classes.keys ?? ''}>
        <IconKeyboard size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
      <MeMenu />
    </section>
  )
}

function Breadcrumb() {
  const { title, crumbs } = useSignal(currentScreen)
  const parent = crumbs.at(-1)
  if (parent === undefined) {
    return (
      <div className={classes.breadcrumb}>
        <Link to="/" className={classes.brand} aria-label={t`Verso, home`}>
          <Wordmark />
        </Link>
      </div>
    )
  }
  return (
    <nav aria-label={t`Breadcrumb`} className={classes.breadcrumb}>
      <Link to={parent.to} params={parent.params ?? {}} className={classes.back} aria-label={t`Back to ${parent.label}`}>
        <IconChevronLeft size={20} stroke={1.75} aria-hidden className="mantine-rotate-rtl" />
      </Link>
      <ol className={classes.crumbs}>
        {crumbs.map((crumb) => (
          <li key={crumb.label} className={classes.crumb}>
            <Link to={crumb.to} params={crumb.params ?? {}} className={classes.crumbLink}>
              {crumb.label}
            </Link>
          </li>
        ))}
        <li className={classes.here} aria-current="page">
          {title}
        </li>
      </ol>
    </nav>
  )
}
