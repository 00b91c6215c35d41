import { t } from '@lingui/core/macro'
import { IconDots, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './bottom-bar.module.css'
import { mainLinks } from './nav-links.ts'

const barLinks = mainLinks.filter(({ isBehindMore = false }) => !isBehindMore)

/** The ways on a phone, in reach of the thumb. */
export function BottomBar({ onSearch }: { onSearch: () => void }) {
  return (
    <nav className={classes.root} aria-label={t`Main, at the bottom`}>
      {barLinks.map(({ label, to, icon: ItemIcon, isExact = false }) => (
        <Link
          key={to}
          to={to}
          className={classes.item}
          activeOptions={{ exact: isExact, includeSearch: false }}
          activeProps={{ 'data-active': true }}
        >
          <ItemIcon size={20} stroke={1.75} aria-hidden />
          {label}
        </Link>
      ))}
      <button type="button" className={classes.item} onClick={onSearch}>
        <IconSearch size={20} stroke={1.75} aria-hidden />
        {t`Search`}
      </button>
      <Link to="/settings" className={classes.item} activeProps={{ 'data-active': true }}>
        <IconDots size={20} stroke={1.75} aria-hidden />
        {t`More`}
      </Link>
    </nav>
  )
}
