import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

const sessions = '/admin/v1/sessions'
const localHosts = ['localhost', '127.0.0.1', '[::1]', '::1']

export interface KeptCookie {
  read: (request: FastifyRequest) => string | null
  write: (request: FastifyRequest, reply: FastifyReply, kept: { value: string; expiresAt: Date }) => void
  clear: (request: FastifyRequest, reply: FastifyReply) => void
}

/** Where a browser keeps the refresh token. */
export function refreshCookie(publicUrl: string | undefined): KeptCookie {
  return keptCookie('verso_refresh', publicUrl)
}

/** Where it keeps a sign-in by a provider that it has begun. */
export function begunCookie(publicUrl: string | undefined): KeptCookie {
  return keptCookie('verso_begun', publicUrl)
}

/** Where it keeps that a provider is being linked to an account. */
export function linkingCookie(publicUrl: string | undefined): KeptCookie {
  return keptCookie('verso_linking', publicUrl, '/admin/v1/me/providers')
}

/** Out of reach of scripts, sent to the routes that it is for only, over TLS but on this machine itself. */
function keptCookie(plainName: string, publicUrl: string | undefined, path = sessions): KeptCookie {
  const isPublicSecure = publicUrl?.startsWith('https:') === true

  function nameAndOptions(request: FastifyRequest): { name: string; options: CookieSerializeOptions } {
    const isPlain = !isPublicSecure && request.protocol === 'http' && localHosts.includes(request.hostname)
    const options: CookieSerializeOptions = { path, httpOnly: true, sameSite: 'strict', secure: !isPlain }
    return { name: isPlain ? plainName : `__Secure-${plainName}`, options }
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
