import type { SignInRate } from '@verso/core'
import type { Rate } from '@verso/http'

/** How often what may be asked; null: without end. */
export interface RateLimits {
  content: Rate | null
  admin: Rate | null
  /** Images that nobody asked for before, of an address. */
  images: Rate | null
  /** Failures, of an account at an address. */
  signIn: SignInRate
}

const usual = {
  content: { count: 100, seconds: 1, burst: 200 },
  admin: { count: 1000, seconds: 1, burst: 4000 },
  images: { count: 20, seconds: 60, burst: 20 },
  signin: { count: 5, seconds: 900, burst: 5 },
} as const satisfies Record<string, Rate>

type Class = keyof typeof usual

/** `on`, `off`, or some classes in another way: `content=50/1,burst=100,signin=5/900`. Null for what is none of these. */
export function readRateLimits(text: string): RateLimits | null {
  if (text === 'off') return { content: null, admin: null, images: null, signIn: null }
  const rates = text === 'on' ? usual : readClasses(text)
  if (rates === null) return null
  const { count, seconds } = rates.signin
  return { content: rates.content, admin: rates.admin, images: rates.images, signIn: { count, seconds } }
}

function readClasses(text: string): Record<Class, Rate> | null {
  const rates: Record<Class, Rate> = { ...usual }
  const said = new Set<string>()
  let last: Class | null = null
  for (const part of text.split(',').map((one) => one.trim())) {
    const { name, count, seconds, burst } =
      /^(?<name>[a-z]+)=(?<count>[1-9]\d{0,6})\/(?<seconds>[1-9]\d{0,4})$|^burst=(?<burst>[1-9]\d{0,6})$/.exec(part)?.groups ?? {}
    if (burst !== undefined) {
      if (last === null || last === 'signin') return null
      rates[last] = { ...rates[last], burst: Number(burst) }
      last = null
    } else {
      if (name === undefined || !isClass(name) || said.has(name)) return null
      said.add(name)
      last = name
      rates[name] = {
        count: Number(count),
        seconds: Number(seconds),
        burst: Number(count) * (name === 'signin' || name === 'images' ? 1 : 2),
      }
    }
  }
  return rates
}

function isClass(name: string): name is Class {
  return Object.hasOwn(usual, name)
}
