import type { BulkResult, JobView } from '@verso/contract'
import { isProblem } from './api-problem.ts'
import { api } from './client.ts'
import { onLive } from './live.ts'

const atOnce = 250
/** Where nobody tells of it, it is asked for. */
const askAgainMs = 3000

export type JobPage = Omit<JobView, 'results' | 'next'> & { results: BulkResult[] }

/** Follows a job to its end and hands over what became of its entries, page by page; the last one says how it ended. */
export async function followJob(id: string, onPage: (page: JobPage) => void): Promise<void> {
  let news = withNews()
  const stop = onLive('job', (job) => job.id === id && news.tell())
  try {
    let after: string | undefined
    for (;;) {
      const job = await readJob(id, after)
      onPage(job)
      if (job.next === null) return
      const isThereMore = job.results.length === atOnce
      after = job.next
      if (isThereMore) continue
      // A job that was cancelled or failed has no more to tell, wherever it stood.
      if (job.finishedAt !== null) return
      await Promise.race([news.told, pause()])
      news = withNews()
    }
  } finally {
    stop()
  }
}

/** A server that is silent for a while doesn't end the job. */
async function readJob(id: string, after: string | undefined): Promise<JobView> {
  for (;;) {
    try {
      return await api.get<JobView>(`/jobs/${id}`, { query: { after, limit: atOnce } })
    } catch (error) {
      if (!isProblem(error) || (error.status !== 0 && error.status < 500)) throw error
      await pause()
    }
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, askAgainMs))
}

export function cancelJob(id: string): Promise<JobView> {
  return api.post<JobView>(`/jobs/${id}/cancel`, {})
}

function withNews(): { told: Promise<void>; tell: () => void } {
  let tell = () => {}
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  return { told, tell }
}
