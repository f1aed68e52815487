/** How many requests were answered, how, and how long it took: the figures that an operator's alarms look at. */
import type { FastifyInstance } from 'fastify'

/** Upper limits in seconds; what takes longer counts only for the whole. */
const limits = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Counts from now on; answers the figures as Prometheus reads them. The stream of live updates, open for hours, counts for its status only. */
export function countTraffic(app: FastifyInstance): () => string {
  const answers = new Map<string, number>()
  const within = limits.map(() => 0)
  let [timed, seconds] = [0, 0]
  app.addHook('onResponse', async (request, reply) => {
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    answers.set(status, (answers.get(status) ?? 0) + 1)
    if (request.routeOptions.url === '/api/live') return
    const took = reply.elapsedTime / 1000
    timed++
    seconds += took
    limits.forEach((limit, i) => (within[i]! += took <= limit ? 1 : 0))
  })
  return () =>
    [
      '# TYPE pakhuis_http_responses_total counter',
      ...[...answers]
        .toSorted()
        .map(([status, n]) => `pakhuis_http_responses_total{status="${status}"} ${n}`),
      '# TYPE pakhuis_http_seconds histogram',
      ...limits.map((limit, i) => `pakhuis_http_seconds_bucket{le="${limit}"} ${within[i]}`),
      `pakhuis_http_seconds_bucket{le="+Inf"} ${timed}`,
      `pakhuis_http_seconds_sum ${seconds.toFixed(3)}`,
      `pakhuis_http_seconds_count ${timed}`,
      '',
    ].join('\n')
}
