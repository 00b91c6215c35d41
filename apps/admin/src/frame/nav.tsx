import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { typesQuery } from '../api/types.ts'
import { useMay } from '../api/use-may.ts'
import classes from './nav.module.css'
import { mainLinks, type NavLink, settingsLinks } from './nav-links.ts'
import { Wordmark } from './wordmark.tsx'

/** The ways through Verso: at 216 px with words, as a rail with icons. */
export function Nav({ isNarrow }: { isNarrow: boolean }) {
  const may = useMay()
  const settings = settingsLinks(may)
  return (
    <nav className={classes.root} aria-label={t`Main`} data-narrow={isNarrow || undefined}>
      <Link to="/" className={classes.brand} aria-label={t`Verso, home`}>
        <Wordmark />
      </Link>
      <ul className={classes.list}>
        {mainLinks.map((link) => (
          <li key={link.to}>
            <Item link={link} />
            {link.to === '/content' && <TypeLinks />}
          </li>
        ))}
      </ul>
      {settings.length > 0 && (
        <>
          <p className={classes.heading} id="nav-settings">
            {t`Settings`}
          </p>
          <ul className={classes.list} aria-labelledby="nav-settings">
            {settings.map((link) => (
              <li key={link.to}>
                <Item link={link} />
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  )
}

function Item({ link: { label, to, icon: ItemIcon, isExact = false } }: { link: NavLink }) {
  return (
    <Link
      to={to}
      title={label}
      className={classes.link}
      activeOptions={{ exact: isExact, includeSearch: false }}
      activeProps={{ 'data-active': true }}
    >
      <ItemIcon size={18} stroke={1.75} aria-hidden className={classes.icon} />
      <span className={classes.label}>{label}</span>
    </Link>
  )
}

function TypeLinks() {
  const { data: types = [] } = useQuery(typesQuery())
  if (types.length === 0) return null
  return (
    <ul className={classes.types} aria-label={t`Content types`}>
      {types.map(({ name, label }) => (
        <li key={name}>
          <Link
            to="/content/$type"
            params={{ type: name }}
            className={classes.type}
            activeOptions={{ includeSearch: false }}
            activeProps={{ 'data-active': true }}
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
