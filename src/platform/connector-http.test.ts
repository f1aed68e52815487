/** Where the http client of connectors goes, and where it does not. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { connectorClient, NoAnswer } from './connector-http.ts'

const asked: string[] = []
const bomb = gzipSync(Buffer.alloc(64 * 1_048_576))
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
  if (request.url === '/packed')
    return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"hello":"world"}'))
  if (request.url === '/bomb') return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
  if (request.url === '/cut') {
    response.writeHead(200, { 'content-length': '1000' }).write('{"half":')
    return void setTimeout(() => response.destroy(), 20)
  }
  if (request.url === '/silent') return
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

/** A name server that somebody else owns: each time it is asked it may say something else. */
const named = (...answers: string[]) => {
  const client = connectorClient({
    perSecond: 100,
    parallel: 1,
    hosts: null,
    lookUp: async () => [{ address: answers.shift() ?? '169.254.169.254', family: 4 }],
  })
  const url = address.replace('127.0.0.1', 'shop.example')
  return { left: answers, get: (path: string) => client({ method: 'GET', url: url + path }) }
}

test('S18: the address that was looked at is the one that is asked, though the name would now say another', async () => {
  const shop = named('127.0.0.1')
  assert.equal((await shop.get('/orders')).status, 200)
  assert.deepEqual(shop.left, [])
})

test('S18: a name that leads to the surroundings of the machine is not asked', async () => {
  await assert.rejects(named('169.254.169.254').get('/orders'), /is no address of a system to connect to/)
})

test('S18: an address with a password in it, or of another kind than http, is not asked', async () => {
  await assert.rejects(get(address.replace('//', '//me:secret@')), /do not belong in an address/)
  await assert.rejects(get('data:text/plain,hello'), /data: is not asked/)
})

test('an answer that comes packed is unpacked, and one that is far larger inside is cut off (S27)', async () => {
  assert.equal(Buffer.from((await get(`${address}/packed`)).bytes).toString(), '{"hello":"world"}')
  await assert.rejects(get(`${address}/bomb`), /larger than 20 MB/)
})

test('half an answer, or none in time, is no answer', async () => {
  await assert.rejects(get(`${address}/cut`), NoAnswer)
  await assert.rejects(
    client({ method: 'GET', url: `${address}/silent`, timeoutSeconds: 0.2 }),
    /no answer in time/,
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
