import type { RouteOptions } from 'fastify'

export interface RouteTable {
  add: (route: Pick<RouteOptions, 'url' | 'method' | 'config'>) => void
  /** The methods that a path has; none for a path that doesn't exist. */
  methodsOf: (path: string) => string[]
}

/** Remembers every route, so that a known path with another method can say which methods it has. */
export function createRouteTable(): RouteTable {
  const routes: { segments: string[]; methods: string[]; except: string | undefined }[] = []
  return {
    add: ({ url, method, config }) => {
      routes.push({ segments: url.split('/'), methods: [method].flat(), except: config?.except })
    },
    methodsOf: (path) => {
      const segments = path.split('/')
      const fitting = routes.filter(({ segments: pattern, except }) => fits(pattern, segments) && !isExcepted(path, except))
      return [...new Set(fitting.flatMap(({ methods }) => methods))].sort()
    },
  }
}

/** Whether a path, though a route's pattern fits it, was left to others by that route. */
export function isExcepted(path: string, except: string | undefined): boolean {
  return except !== undefined && `${path}/`.startsWith(`${except}/`)
}

function fits(pattern: string[], segments: string[]): boolean {
  if (pattern.at(-1) === '*') return segments.length >= pattern.length && fits(pattern.slice(0, -1), segments.slice(0, pattern.length - 1))
  return pattern.length === segments.length && pattern.every((part, index) => part.startsWith(':') || part === segments[index])
}
