import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

const path = '/admin/v1/sessions'
const localHosts = ['localhost', '127.0.0.1', '[::1]', '::1']

export interface RefreshCookie {
  read: (request: FastifyRequest) => string | null
  write: (request: FastifyRequest, reply: FastifyReply, token: { value: string; expiresAt: Date }) => void
  clear: (request: FastifyRequest, reply: FastifyReply) => void
}

/** Where a browser keeps the refresh token: out of reach of scripts, sent to the routes of sessions only, over TLS but on this machine itself. */
export function refreshCookie(publicUrl: string | undefined): RefreshCookie {
  const isPublicSecure = publicUrl?.startsWith('https:') === true

  function nameAndOptions(request: FastifyRequest): { name: string; options: CookieSerializeOptions } {
    const isPlain = !isPublicSecure && request.protocol === 'http' && localHosts.includes(request.hostname)
    const options: CookieSerializeOptions = { path, httpOnly: true, sameSite: 'strict', secure: !isPlain }
    return { name: isPlain ? 'verso_refresh' : '__Secure-verso_refresh', options }
  }

  return {
    read: (request) => request.cookies[nameAndOptions(request).name] ?? null,
    write: (request, reply, { value, expiresAt }) => {
      const { name, options } = nameAndOptions(request)
      reply.setCookie(name, value, { ...options, expires: expiresAt })
    },
    clear: (request, reply) => {
      const { name, options } = nameAndOptions(request)
      reply.clearCookie(name, options)
    },
  }
}
