/** A webshop that knocks: the same message many times, some at a time, from a process of its own; tells how long answers took. */
import { Agent, request } from 'node:http'

const [url, times, atOnce] = process.argv.slice(2) as [string, string, string]
const agent = new Agent({ keepAlive: true, maxSockets: Number(atOnce) })
const body = '{"order":1}'
const headers = { 'content-type': 'application/json', 'content-length': body.length }
const milliseconds: number[] = []
const statuses: Record<string, number> = {}
let left = Number(times)

const from = performance.now()
await Promise.all(
  Array.from({ length: Number(atOnce) }, async () => {
    while (left-- > 0) await knock()
  }),
)
agent.destroy()
process.stdout.write(JSON.stringify({ whole: performance.now() - from, milliseconds, statuses }))

function knock(): Promise<void> {
  return new Promise((done, fail) => {
    const began = performance.now()
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => {
        milliseconds.push(performance.now() - began)
        statuses[answer.statusCode!] = (statuses[answer.statusCode!] ?? 0) + 1
        done()
      })
    })
    sent.on('error', fail)
    sent.end(body)
  })
}
