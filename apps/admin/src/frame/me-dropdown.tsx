import { t } from '@lingui/core/macro'
import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { meQuery } from '../api/me.ts'
import { signOut } from '../api/session.ts'
import { chooseLanguage, type Language, language, languages } from '../language/language.ts'
import { MeButton } from './me-button.tsx'
import classes from './me-menu.module.css'

const schemes = [
  { value: 'light', label: t`Light`, icon: IconSun },
  { value: 'dark', label: t`Dark`, icon: IconMoon },
  { value: 'auto', label: t`Like the system`, icon: IconDeviceDesktop },
] as const

/** Who I am, how it looks to me, and the way out. */
export function MeDropdown({ name }: { name: string }) {
  const { data: me } = useQuery(meQuery())
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  return (
    <Menu width={224} defaultOpened>
      <Menu.Target>
        <MeButton name={name} />
      </Menu.Target>
      <Menu.Dropdown>
        {me !== undefined && (
          <Menu.Label className={classes.who ?? ''}>
            <strong>{me.name}</strong>
            <span>{me.email}</span>
          </Menu.Label>
        )}
        <Menu.Item leftSection={<IconUserCircle size={18} stroke={1.75} aria-hidden />} onClick={() => navigate({ to: '/account' })}>
          {t`Account`}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t`Theme`}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {schemes.map(({ value, label, icon: SchemeIcon }) => (
            <Menu.RadioItem
              key={value}
              value={value}
              checkIcon={<IconCheck size={16} stroke={1.75} aria-hidden />}
              rightSection={<SchemeIcon size={18} stroke={1.75} aria-hidden className={classes.scheme} />}
            >
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Languages />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.75} aria-hidden />} onClick={() => signOut()}>
          {t`Sign out`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Each by its own name: who can't read the present one finds theirs. */
function Languages() {
  return (
    <>
      <Menu.Label>{t`Language`}</Menu.Label>
      <Menu.RadioGroup value={language()} onChange={(value) => chooseLanguage(value as Language)}>
        {Object.entries(languages).map(([value, { name }]) => (
          <Menu.RadioItem key={value} value={value} lang={value} checkIcon={<IconCheck size={16} stroke={1.75} aria-hidden />}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
