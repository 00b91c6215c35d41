import { type DestinationStream, type Logger, pino } from 'pino'

/** Log lines go to standard error as JSON, unless they are wanted elsewhere. What a line may say of a request or an error is listed here; headers and bodies are not. */
export function createLogger(level: string, destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
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
        // What the parser of uploads would tell are all headers of the request.
        busboyOptions: () => undefined,
        res: (response: { statusCode?: unknown }) => ({ status: response.statusCode }),
        err: (error: { name?: unknown; code?: unknown; message?: unknown; stack?: unknown }) => ({
          name: error.name,
          code: error.code,
          message: error.message,
          stack: error.stack,
        }),
      },
    },
    destination,
  )
}
