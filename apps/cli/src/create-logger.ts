import { type Logger, pino } from 'pino'

/** Log lines go to standard error as JSON. What a line may say of a request or an error is listed here; headers and bodies are not. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        req: (request: { id?: unknown; method?: unknown; url?: unknown }) => ({
          id: request.id,
          method: request.method,
          path: String(request.url).split('?', 1)[0],
        }),
        res: (response: { statusCode?: unknown }) => ({ status: response.statusCode }),
        err: (error: { name?: unknown; code?: unknown; message?: unknown; stack?: unknown }) => ({
          name: error.name,
          code: error.code,
          message: error.message,
          stack: error.stack,
        }),
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
