/** What the benches use of it; the package has no types of its own. */
declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    duration: number
    requests: { path: string }[]
  }
  interface Result {
    non2xx: number
    errors: number
    requests: { average: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
