/** Where the http client of connectors goes, and where it does not. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { connectorClient, NoAnswer } from './connector-http.ts'

const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url!)
  if (request.url === '/away')
    return void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
  if (request.url === '/endless') {
    response.writeHead(200)
    const piece = Buffer.alloc(1_048_576, 'x')
    const more = () => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', more)
    return more()
  }
  response.end('{"hello":"world"}')
})
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
after(() => server.close())
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const client = connectorClient({ perSecond: 100, parallel: 4, hosts: null })
const get = (url: string) => client({ method: 'GET', url, timeoutSeconds: 5 })

const surroundings = [
  'http://169.254.169.254/latest/meta-data',
  'http://0xa9fea9fe/',
  'http://2852039166/',
  'http://169.254.43518/',
  'http://[::ffff:169.254.169.254]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://255.255.255.255/',
  'http://100.100.100.200/',
]
for (const url of surroundings)
  test(`S18: ${url} is never asked`, async () => {
    await assert.rejects(
      get(url),
      (error: Error) =>
        error instanceof NoAnswer && /is no address of a system to connect to/.test(error.message),
    )
  })

test("a shop in the merchant's own network, or on this machine, is asked", async () => {
  assert.equal((await get(`${address}/orders`)).status, 200)
})

test('S18: an answer that points elsewhere is not followed', async () => {
  assert.equal((await get(`${address}/away`)).status, 302)
  assert.equal(asked.filter((path) => path.includes('meta-data')).length, 0)
})

test('S41: an answer without end is cut off', async () => {
  await assert.rejects(get(`${address}/endless`), /larger than 20 MB/)
})

test('a connection that is kept to its hosts speaks to no other', async () => {
  const kept = connectorClient({ perSecond: 100, parallel: 4, hosts: ['api.example'] })
  await assert.rejects(kept({ method: 'GET', url: `${address}/orders` }), /is not a host of this connection/)
})
