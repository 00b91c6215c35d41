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
  { label: 'Home', to: '/', icon: IconHome, isExact: true },
  { label: 'Content', to: '/content', icon: IconFileText },
  { label: 'Media', to: '/media', icon: IconPhoto },
  { label: 'Releases', to: '/releases', icon: IconPackage, isBehindMore: true },
]

/** The settings that the person may manage. */
export function settingsLinks(may: May): NavLink[] {
  const links: [string, NavLink][] = [
    ['types', { label: 'Content types', to: '/settings/types', icon: IconSchema }],
    ['locales', { label: 'Languages', to: '/settings/languages', icon: IconLanguage }],
    ['settings', { label: 'General', to: '/settings/general', icon: IconAdjustments }],
    ['settings', { label: 'Redirects', to: '/settings/redirects', icon: IconArrowForwardUp }],
    ['users', { label: 'Users', to: '/settings/users', icon: IconUsers }],
    ['roles', { label: 'Roles', to: '/settings/roles', icon: IconShieldLock }],
    ['owner', { label: 'Sign-in providers', to: '/settings/sign-in', icon: IconLogin2 }],
    ['tokens', { label: 'Tokens', to: '/settings/tokens', icon: IconKey }],
    ['webhooks', { label: 'Webhooks', to: '/settings/webhooks', icon: IconWebhook }],
    ['webhooks', { label: 'Sites', to: '/settings/sites', icon: IconWorldWww }],
    ['tokens', { label: 'API reference', to: '/reference', icon: IconApi }],
    ['audit', { label: 'Audit', to: '/settings/audit', icon: IconListDetails }],
  ]
  const isAllowed = (area: string) => (area === 'owner' ? may.isOwner : may.manage(area))
  return links.filter(([area]) => isAllowed(area)).map(([, link]) => link)
}
