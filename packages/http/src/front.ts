import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import proxyAddress from '@fastify/proxy-addr'
import type { FastifyRequest } from 'fastify'

/** A request as it arrives, before anything was made of it: what is known of it is called as it is later. */
export type Arrival = Pick<FastifyRequest, 'raw' | 'headers' | 'id' | 'ip'>

/** Answers with what is in hand, all headers included; false leaves everything as it was, for the usual way. */
type AtOnce = (arrival: Arrival, response: ServerResponse) => boolean

/** Stands before the routes of an app, for what can be answered without them. */
export interface Front {
  answerBy: (atOnce: AtOnce) => void
  /** The same listener, asked for what the front has no answer to. */
  before: (route: RequestListener) => RequestListener
  /** From now on everything goes the usual way. */
  close: () => void
}

type Trust = ReturnType<typeof proxyAddress.compile>

/** Finding a route and making the objects of a request takes as long as answering from memory does. */
export function createFront(trust: Trust | false): Front {
  let answerers: AtOnce[] = []
  return {
    answerBy: (atOnce) => void answerers.push(atOnce),
    before: (route) => (request, response) => {
      if (request.method === 'GET' && answerers.length > 0) {
        const arrival = arrivalOf(request, trust)
        for (const atOnce of answerers) if (atOnce(arrival, response)) return
      }
      route(request, response)
    },
    close() {
      answerers = []
    },
  }
}

function arrivalOf(raw: IncomingMessage, trust: Trust | false): Arrival {
  const ip = trust === false ? raw.socket.remoteAddress : proxyAddress(raw, trust)
  return { raw, headers: raw.headers, id: randomUUID(), ip: ip ?? '' }
}

/** The addresses of proxies that are believed; false where none is. */
export function trustIn(proxies: readonly string[]): Trust | false {
  return proxies.length > 0 && proxyAddress.compile([...proxies])
}
