import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { MediaView } from '@verso/contract'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { importMedia, mediaKeys } from '../../api/media.ts'
import { uploadFile } from '../../api/upload-file.ts'
import { forgetLargeFile, givenUp, largeBytes, uploadLargeFile } from '../../api/upload-large-file.ts'
import { announce } from '../../parts/use-announce.ts'

export interface UploadItem {
  key: number
  name: string
  /** From this device, or an address that the server fetches it from. */
  source: File | string
  /** Where it is put; null for no folder. */
  folder: string | null
  state: 'waiting' | 'sending' | 'paused' | 'done' | 'failed'
  /** From 0 to 1. */
  part: number
  problem?: ApiProblem
  media?: MediaView
  /** The file was there already, under this id. */
  duplicateOf?: string
}

export interface Uploads {
  items: UploadItem[]
  add: (files: File[], folder?: string | null) => void
  fetchFrom: (address: string) => void
  /** Once more, or on from where it was. */
  retry: (item: UploadItem) => void
  pause: (item: UploadItem) => void
  cancel: (item: UploadItem) => void
  /** Takes away the copy that was made of a file which was there already; tells whether that went well. */
  dropCopy: (item: UploadItem) => Promise<boolean>
  clear: () => void
}

/** Large files go in pieces, so that they can wait and go on. */
export function isResumable({ source }: UploadItem): boolean {
  return typeof source !== 'string' && source.size >= largeBytes
}

/** Uploads two at a time; each file has its own progress, result and second try. Of what was there already nobody is told: it is chosen by hand. */
export function useUploads(onUploaded: (file: MediaView, isAlone: boolean) => void = () => {}): Uploads {
  const list = useItems()
  const { items, setItems, change, remove } = list
  const queue = useRef<UploadItem[]>([])
  const running = useRef(new Map<number, AbortController>())
  const isHere = useIsHere()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: mediaKeys.all })
  const isUnderWay = ({ key }: UploadItem) => running.current.has(key) || queue.current.some((one) => one.key === key)

  async function send(item: UploadItem, isAlone: boolean) {
    const controller = new AbortController()
    running.current.set(item.key, controller)
    change(item.key, { state: 'sending' })
    const outcome = await upload(item, controller.signal, (part) => change(item.key, { part }))
    running.current.delete(item.key)
    change(item.key, outcome)
    if (outcome.media !== undefined) {
      announce(t`Uploaded ${item.name}`)
      void refresh()
      if (isHere.current && outcome.duplicateOf === undefined) onUploaded(outcome.media, isAlone)
    }
    next(false)
  }

  function next(isAlone: boolean, added: UploadItem[] = []) {
    queue.current.push(...added)
    while (running.current.size < 2) {
      const item = queue.current.shift()
      if (item === undefined) return
      void send(item, isAlone)
    }
  }

  function begin(sources: (File | string)[], folder: string | null) {
    const added = sources.map((source) => itemOf(source, folder))
    setItems((all) => [...all, ...added])
    next(added.length === 1, added)
  }

  return {
    items,
    add: (files, folder = null) => begin(files, folder),
    fetchFrom: (address) => begin([address], null),
    retry: (item) => {
      if (isUnderWay(item)) return
      change(item.key, { state: 'waiting' })
      next(true, [item])
    },
    pause: (item) => running.current.get(item.key)?.abort(),
    cancel: (item) => {
      queue.current = queue.current.filter(({ key }) => key !== item.key)
      if (!running.current.has(item.key)) forget(item)
      running.current.get(item.key)?.abort(givenUp)
      remove(item.key)
    },
    dropCopy: (item) => dropCopy(item, list).finally(refresh),
    clear: () => setItems((all) => all.filter(({ state }) => state !== 'done' && state !== 'failed')),
  }
}

function itemOf(source: File | string, folder: string | null): UploadItem {
  return { key: nextKey(), name: typeof source === 'string' ? source : source.name, source, folder, state: 'waiting', part: 0 }
}

function useItems() {
  const [items, setItems] = useState<UploadItem[]>([])
  return {
    items,
    setItems,
    change: (key: number, next: Partial<UploadItem>) =>
      setItems((all) => all.map((item) => (item.key === key ? { ...item, ...next } : item))),
    remove: (key: number) => setItems((all) => all.filter((item) => item.key !== key)),
  }
}

/** Whether what asked for the uploads is still on the screen when they end. */
function useIsHere() {
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return isHere
}

/** Nothing waits for it: what can't be forgotten now expires on the server. */
function forget(item: UploadItem): void {
  if (isResumable(item) && item.part > 0 && typeof item.source !== 'string') forgetLargeFile(item.source).catch(() => undefined)
}

async function dropCopy({ key, media }: UploadItem, { change, remove }: ReturnType<typeof useItems>): Promise<boolean> {
  try {
    if (media !== undefined) await api.delete(`/media/${media.id}`)
    remove(key)
    return true
  } catch (error) {
    change(key, { problem: problemFrom(error) })
    return false
  }
}

function problemFrom(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem({ status: 0, title: String(error) })
}

/** What became of one file; a refusal is an outcome too. */
async function upload(item: UploadItem, signal: AbortSignal, onProgress: (part: number) => void): Promise<Partial<UploadItem>> {
  const { source, folder } = item
  try {
    if (typeof source === 'string') {
      const id = await importMedia({ url: source })
      return { state: 'done', part: 1, media: await api.get<MediaView>(`/media/${id}`) }
    }
    const wish = { file: source, signal, onProgress, ...(folder === null ? {} : { description: { folder } }) }
    const { data, duplicateOf } = await (isResumable(item) ? uploadLargeFile(wish) : uploadFile(wish))
    const media = Array.isArray(data) ? data[0] : data
    return { state: 'done', part: 1, ...(media === undefined ? {} : { media }), ...(duplicateOf === undefined ? {} : { duplicateOf }) }
  } catch (error) {
    if (signal.aborted) return { state: 'paused' }
    return { state: 'failed', problem: problemFrom(error) }
  }
}

let lastKey = 0

function nextKey(): number {
  lastKey += 1
  return lastKey
}
