/** A process of its own that reads one page after the other, as a site would, until it is told to stop: what the bench itself does isn't counted then. */
const [url = ''] = process.argv.slice(2)
const pauseMs = 10
const times: number[] = []
let isOver = false

process.on('message', () => {
  isOver = true
})
process.on('disconnect', () => process.exit(0))
while (!isOver) {
  const began = performance.now()
  const reply = await fetch(`${url}&count=${times.length % 2 === 0}`)
  await reply.arrayBuffer()
  times.push(performance.now() - began)
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
}
process.send?.(times)
