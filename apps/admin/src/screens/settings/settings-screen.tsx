import { t } from '@lingui/core/macro'
import { IconChevronRight, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/use-may.ts'
import { mainLinks, type NavLink, settingsLinks } from '../../frame/nav-links.ts'
import { Page } from '../../parts/page.tsx'
import classes from './settings-screen.module.css'

/** The ways that a narrow screen has no room for. */
export function SettingsScreen() {
  const behind = mainLinks.filter(({ isBehindMore = false }) => isBehindMore)
  const links: NavLink[] = [...behind, ...settingsLinks(useMay()), { label: t`Account`, to: '/account', icon: IconUserCircle }]
  return (
    <Page title={t`Settings`} width="form">
      <ul className={classes.list}>
        {links.map(({ label, to, icon: LinkIcon }) => (
          <li key={to}>
            <Link to={to} className={classes.link}>
              <LinkIcon size={20} stroke={1.75} aria-hidden />
              <span>{label}</span>
              <IconChevronRight size={18} stroke={1.75} aria-hidden className="mantine-rotate-rtl" />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}
