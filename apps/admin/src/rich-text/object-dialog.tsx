import { t } from '@lingui/core/macro'
import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core'
import { type Path, type PortableTextObject, useEditor } from '@portabletext/editor'
import { isSafeAddress, isSafeLink } from '@verso/rich-text'
import { type FormEvent, useState } from 'react'
import classes from './rich-text.module.css'

interface Member {
  name: string
  label: string
  help?: string
  isCode?: true
  check?: (text: string) => string | null
}

const members: Record<string, { title: string; members: Member[] }> = {
  image: {
    title: t`Picture`,
    members: [
      { name: 'alt', label: t`Alternative text`, help: t`What the picture shows. Empty: the text of the library is used.` },
      { name: 'caption', label: t`Caption` },
      { name: 'href', label: t`Link`, check: (text) => (isSafeLink(text) ? null : t`This is not an address that a link can lead to`) },
    ],
  },
  code: {
    title: t`Code block`,
    members: [
      { name: 'language', label: t`Language`, help: t`Such as js, css or html.` },
      { name: 'code', label: t`Code`, isCode: true },
    ],
  },
  embed: {
    title: t`Embed`,
    members: [
      {
        name: 'url',
        label: t`Address`,
        check: (text) => (isSafeAddress(text) ? null : t`This needs a whole web address, such as https://example.org/film`),
      },
    ],
  },
}

/** The members of a picture, a piece of code or an embed. */
export function ObjectDialog({ node, path, onClose }: { node: PortableTextObject; path: Path; onClose: () => void }) {
  const editor = useEditor()
  const form = members[node._type]
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries((form?.members ?? []).map(({ name }) => [name, textOf(node[name])])),
  )
  const [issues, setIssues] = useState<Record<string, string | null>>({})
  if (form === undefined) return null

  function submit(event: FormEvent) {
    event.preventDefault()
    const found = Object.fromEntries(
      (form?.members ?? []).map(({ name, check }) => [name, texts[name] ? (check?.(texts[name].trim()) ?? null) : null]),
    )
    setIssues(found)
    if (Object.values(found).some((issue) => issue !== null)) return
    const kept = Object.entries(texts).filter(([name, text]) => text !== '' || name === 'code')
    const cleared = Object.keys(texts).filter((name) => !kept.some(([other]) => other === name) && node[name] !== undefined)
    editor.send({ type: 'block.set', at: path, props: Object.fromEntries(kept) })
    if (cleared.length > 0) editor.send({ type: 'block.unset', at: path, props: cleared })
    onClose()
  }

  return (
    <Modal opened onClose={onClose} title={form.title} size={560} returnFocus={false}>
      <form onSubmit={submit} className={classes.fields} noValidate>
        {form.members.map(({ name, label, help, isCode }, index) => {
          const shared = {
            label,
            description: help,
            value: texts[name] ?? '',
            error: issues[name] ?? null,
            'data-autofocus': index === 0 || undefined,
          }
          const change = (text: string) => setTexts((all) => ({ ...all, [name]: text }))
          return isCode === true ? (
            <Textarea
              key={name}
              {...shared}
              autosize
              minRows={6}
              maxRows={20}
              spellCheck={false}
              classNames={{ input: classes.codeInput ?? '' }}
              onChange={(event) => change(event.currentTarget.value)}
            />
          ) : (
            <TextInput key={name} {...shared} onChange={(event) => change(event.currentTarget.value)} />
          )
        })}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button type="submit" variant="filled">
            {t`Apply`}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
