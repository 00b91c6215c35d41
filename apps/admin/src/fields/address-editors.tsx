import { t } from '@lingui/core/macro'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { FieldEditorProps } from './field-editor-props.ts'
import { type ParsedText, ParsedTextEditor } from './parsed-text-editor.tsx'

export function EmailEditor(props: FieldEditorProps) {
  return <ParsedTextEditor {...props} parse={parseEmail} mode="email" size="medium" />
}

/** An address of the web; one that is complete can be looked at. */
export function UrlEditor(props: FieldEditorProps) {
  const { field, value } = props
  const isOpenable = typeof value === 'string' && /^https?:\/\//i.test(value)
  const open = isOpenable && (
    <Tooltip label={t`Open in a new tab`}>
      <ActionIcon
        component="a"
        href={value}
        target="_blank"
        rel="noopener noreferrer"
        size={28}
        aria-label={t`Open ${field.label} in a new tab`}
      >
        <IconExternalLink size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
  return <ParsedTextEditor {...props} parse={parseUrl} mode="url" size="full" right={open || undefined} />
}

/** Only what can't be right at all is held back here; the server judges the rest. */
function parseEmail(text: string): ParsedText {
  return /^[^\s@]+@[^\s@]+$/.test(text) ? { value: text } : { sentence: t`This must be an e-mail address, such as ada@example.org` }
}

function parseUrl(text: string): ParsedText {
  return /^(https?:\/\/[^\s/]|mailto:\S|tel:\S)/i.test(text) && URL.canParse(text)
    ? { value: text }
    : { sentence: t`This must be a whole address, such as https://example.org` }
}
