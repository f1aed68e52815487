/** The figures of requests: each answer counts once, by its kind of status, and the stream of live updates is not timed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import { countTraffic } from './traffic.ts'

test('answers are counted by their status and timed, the stream of live updates is counted only', async () => {
  const app = fastify()
  const figures = countTraffic(app)
  app.get('/good', async () => ({ ok: true }))
  app.get('/api/live', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200).end()
  })
  for (const url of ['/good', '/good', '/missing', '/api/live']) await app.inject({ method: 'GET', url })
  await app.close()
  const lines = figures().split('\n')
  assert.ok(lines.includes('pakhuis_http_responses_total{status="2xx"} 3'), lines.join('\n'))
  assert.ok(lines.includes('pakhuis_http_responses_total{status="4xx"} 1'))
  assert.ok(lines.includes('pakhuis_http_seconds_count 3'))
  assert.ok(lines.includes('pakhuis_http_seconds_bucket{le="+Inf"} 3'))
  const buckets = lines.flatMap((line) => /_bucket.* (\d+)$/.exec(line)?.[1] ?? []).map(Number)
  assert.deepEqual(
    buckets,
    buckets.toSorted((a, b) => a - b),
    'each limit holds what the smaller ones hold',
  )
})
