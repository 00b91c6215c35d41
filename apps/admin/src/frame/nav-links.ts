import { t } from '@lingui/core/macro'
import {
  type Icon,
  IconAdjustments,
  IconApi,
  IconArrowForwardUp,
  IconFileText,
  IconHome,
  IconKey,
  IconLanguage,
  IconListDetails,
  IconLogin2,
  IconPackage,
  IconPhoto,
  IconSchema,
  IconShieldLock,
  IconTestPipe,
  IconUsers,
  IconWebhook,
  IconWorldWww,
} from '@tabler/icons-react'
import type { May } from '../api/use-may.ts'

export interface NavLink {
  label: string
  to: string
  icon: Icon
  isExact?: boolean
  /** On a phone it stands behind More. */
  isBehindMore?: boolean
}

export const mainLinks: NavLink[] = [
  { label: t`Home`, to: '/', icon: IconHome, isExact: true },
  { label: t`Content`, to: '/content', icon: IconFileText },
  { label: t`Media`, to: '/media', icon: IconPhoto },
  { label: t`Releases`, to: '/releases', icon: IconPackage, isBehindMore: true },
]

/** The settings that the person may manage. */
export function settingsLinks(may: May): NavLink[] {
  const links: [string, NavLink][] = [
    ['types', { label: t`Content types`, to: '/settings/types', icon: IconSchema }],
    ['locales', { label: t`Languages`, to: '/settings/languages', icon: IconLanguage }],
    ['settings', { label: t`General`, to: '/settings/general', icon: IconAdjustments }],
    ['settings', { label: t`Redirects`, to: '/settings/redirects', icon: IconArrowForwardUp }],
    ['users', { label: t`Users`, to: '/settings/users', icon: IconUsers }],
    ['roles', { label: t`Roles`, to: '/settings/roles', icon: IconShieldLock }],
    ['owner', { label: t`Sign-in providers`, to: '/settings/sign-in', icon: IconLogin2 }],
    ['tokens', { label: t`Tokens`, to: '/settings/tokens', icon: IconKey }],
    ['webhooks', { label: t`Webhooks`, to: '/settings/webhooks', icon: IconWebhook }],
    ['webhooks', { label: t`Sites`, to: '/settings/sites', icon: IconWorldWww }],
    ['tokens', { label: t`API reference`, to: '/reference', icon: IconApi }],
    ['tokens', { label: t`API explorer`, to: '/explorer', icon: IconTestPipe }],
    ['audit', { label: t`Audit`, to: '/settings/audit', icon: IconListDetails }],
  ]
  const isAllowed = (area: string) => (area === 'owner' ? may.isOwner : may.manage(area))
  return links.filter(([area]) => isAllowed(area)).map(([, link]) => link)
}
