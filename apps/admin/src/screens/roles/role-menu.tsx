import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconEye, IconHelp, IconTrash } from '@tabler/icons-react'
import { useNavigate, useRouter } from '@tanstack/react-router'
import type { RoleView } from '@verso/contract'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { beginViewingAs } from '../../api/view-as.ts'
import { DeleteRoleDialog } from './delete-role-dialog.tsx'

/** What can be done with a role beside changing it. */
export function RoleMenu({ role, isCompact = false }: { role: RoleView; isCompact?: boolean }) {
  const navigate = useNavigate()
  const router = useRouter()
  const mayManage = useMay().manage('roles')
  const [isDeleting, setIsDeleting] = useState(false)
  if (!mayManage) return null
  const view = async () => {
    // What this screen asks for the role may not see: one leaves it first, unless something here isn't saved.
    await navigate({ to: '/' })
    if (router.state.location.pathname === '/') beginViewingAs({ name: role.name, label: role.label })
  }
  return (
    <>
      {!isCompact && (
        <Button leftSection={<IconEye size={18} stroke={1.75} aria-hidden />} onClick={() => void view()}>
          {t`View as`}
        </Button>
      )}
      <Menu width={208}>
        <Menu.Target>
          <ActionIcon aria-label={t`Actions for ${role.label}`}>
            <IconDots size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isCompact && (
            <Menu.Item leftSection={<IconEye size={16} stroke={1.75} aria-hidden />} onClick={() => void view()}>
              {t`View as`}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />}
            onClick={() => void navigate({ to: '/settings/roles/new', search: { from: role.id } })}
          >
            {t`Duplicate…`}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHelp size={16} stroke={1.75} aria-hidden />}
            onClick={() => void navigate({ to: '/settings/explain', search: { role: role.name } })}
          >
            {t`Explain…`}
          </Menu.Item>
          {!role.builtIn && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={() => setIsDeleting(true)}>
              {t`Delete…`}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isDeleting && <DeleteRoleDialog role={role} onClose={() => setIsDeleting(false)} />}
    </>
  )
}
