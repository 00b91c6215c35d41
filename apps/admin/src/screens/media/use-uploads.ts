import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { MediaView } from '@verso/contract'
import { useRef, useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { mediaKeys } from '../../api/media.ts'
import { uploadFile } from '../../api/upload-file.ts'
import { useAnnounce } from '../../parts/use-announce.ts'

export interface UploadItem {
  key: number
  file: File
  state: 'waiting' | 'sending' | 'done' | 'failed'
  /** From 0 to 1. */
  part: number
  problem?: ApiProblem
  media?: MediaView
  /** The file was there already, under this id. */
  duplicateOf?: string
}

export interface Uploads {
  items: UploadItem[]
  add: (files: File[]) => void
  retry: (item: UploadItem) => void
  cancel: (item: UploadItem) => void
  /** Takes away the copy that was made of a file which was there already. */
  dropCopy: (item: UploadItem) => Promise<void>
  clear: () => void
}

/** Uploads two at a time; each file has its own progress, result and second try. */
export function useUploads(): Uploads {
  const [items, setItems] = useState<UploadItem[]>([])
  const queue = useRef<UploadItem[]>([])
  const running = useRef(new Map<number, AbortController>())
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const change = (key: number, next: Partial<UploadItem>) =>
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...next } : item)))

  async function send(item: UploadItem) {
    const controller = new AbortController()
    running.current.set(item.key, controller)
    change(item.key, { state: 'sending', part: 0 })
    const outcome = await upload(item.file, controller.signal, (part) => change(item.key, { part }))
    change(item.key, outcome)
    if (outcome.state === 'done') {
      announce(t`Uploaded ${item.file.name}`)
      void queryClient.invalidateQueries({ queryKey: mediaKeys.all })
    }
    running.current.delete(item.key)
    next()
  }

  function next() {
    while (running.current.size < 2) {
      const item = queue.current.shift()
      if (item === undefined) return
      void send(item)
    }
  }

  function enqueue(added: UploadItem[]) {
    queue.current.push(...added)
    next()
  }

  return {
    items,
    add: (files) => {
      const added = files.map((file): UploadItem => ({ key: nextKey(), file, state: 'waiting', part: 0 }))
      setItems((all) => [...all, ...added])
      enqueue(added)
    },
    retry: (item) => enqueue([item]),
    cancel: (item) => {
      queue.current = queue.current.filter(({ key }) => key !== item.key)
      running.current.get(item.key)?.abort()
      if (item.state !== 'sending') setItems((all) => all.filter(({ key }) => key !== item.key))
    },
    dropCopy: async (item) => {
      setItems((all) => all.filter(({ key }) => key !== item.key))
      if (item.media !== undefined) await api.delete(`/media/${item.media.id}`)
      await queryClient.invalidateQueries({ queryKey: mediaKeys.all })
    },
    clear: () => setItems((all) => all.filter(({ state }) => state === 'waiting' || state === 'sending')),
  }
}

/** What became of one file; a refusal is an outcome too. */
async function upload(file: File, signal: AbortSignal, onProgress: (part: number) => void): Promise<Partial<UploadItem>> {
  try {
    const { data, duplicateOf } = await uploadFile({ file, signal, onProgress })
    const media = Array.isArray(data) ? data[0] : data
    return { state: 'done', part: 1, ...(media === undefined ? {} : { media }), ...(duplicateOf === undefined ? {} : { duplicateOf }) }
  } catch (error) {
    return {
      state: 'failed',
      problem: error instanceof ApiProblem ? error : new ApiProblem({ status: 0, title: t`The upload was cancelled` }),
    }
  }
}

let lastKey = 0

function nextKey(): number {
  lastKey += 1
  return lastKey
}
