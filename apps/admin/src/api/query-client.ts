import { QueryClient } from '@tanstack/react-query'
import { isProblem } from './api-problem.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal is an answer; only silence and an overloaded server are worth another try.
      retry: (count, error) => count < 2 && isProblem(error) && (error.status === 0 || error.status === 503),
      retryDelay: (count) => Math.min(1000 * 2 ** count, 5000),
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
