import { useQueryClient } from '@tanstack/react-query'
import type { MediaView } from '@verso/contract'
import { useRef, useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { mediaKeys } from '../../api/media.ts'
import { uploadFile } from '../../api/upload-file.ts'

export interface UploadState {
  key: number
  file: File
  /** From 0 to 1. */
  part: number
  problem: ApiProblem | null
  retry: () => void
  cancel: () => void
}

/** Uploads files one by one; one that arrives alone is picked at once, and each where several may be picked. */
export function useUploads(onUploaded: (file: MediaView) => void, isMany = false) {
  const [uploads, setUploads] = useState<UploadState[]>([])
  const lastKey = useRef(0)
  const queryClient = useQueryClient()

  const change = (key: number, next: Partial<UploadState>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...next } : upload)))
  const dismiss = (key: number) => setUploads((all) => all.filter((upload) => upload.key !== key))

  async function start(key: number, file: File, isAlone: boolean) {
    const abort = new AbortController()
    change(key, { problem: null, part: 0, cancel: () => abort.abort() })
    try {
      const { data } = await uploadFile({ file, onProgress: (part) => change(key, { part }), signal: abort.signal })
      await queryClient.invalidateQueries({ queryKey: mediaKeys.all })
      dismiss(key)
      const uploaded = Array.isArray(data) ? data[0] : data
      if (isAlone && uploaded !== undefined) onUploaded(uploaded)
    } catch (error) {
      if (error instanceof ApiProblem) change(key, { problem: error })
      else dismiss(key)
    }
  }

  function add(files: File[]) {
    for (const file of files) {
      lastKey.current += 1
      const key = lastKey.current
      const run = () => void start(key, file, isMany || files.length === 1)
      setUploads((all) => [...all, { key, file, part: 0, problem: null, retry: run, cancel: () => dismiss(key) }])
      run()
    }
  }

  return { uploads, add, dismiss }
}
