/** The address for access tokens: it takes forms and Basic, and says no as RFC 6749 asks, for the programs that know that. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../base/refusal.ts'
import { giveToken } from '../modules/users/actions/access-tokens.ts'
import type { Actor } from '../platform/context.ts'
import { isWorthRetrying, nobodys } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import type { Machine } from '../platform/machine.ts'

type No = { readonly status: number; readonly error: string; readonly error_description: string }

/** No cookie is looked at here, so that no page of another site can use somebody's. */
export async function mountTokens(app: FastifyInstance, machine: Machine, log: Log): Promise<void> {
  await app.register(async (inside) => {
    inside.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 65_536 },
      (_request, body, done) => {
        const pairs = [...new URLSearchParams(String(body))]
        // Section 3.2: a parameter may not come twice.
        if (new Set(pairs.map(([name]) => name)).size < pairs.length) done(new Refusal('input.unreadable'))
        else done(null, Object.fromEntries(pairs))
      },
    )
    inside.setErrorHandler((error, _request, reply) => {
      const no = noOf(error)
      if (no.status >= 500) log.error({ path: '/api/oauth/token', error }, 'request failed')
      if (no.status === 401) reply.header('www-authenticate', 'Basic realm="Pakhuis"')
      if (no.status === 429) reply.header('retry-after', '60')
      return reply
        .code(no.status)
        .type('application/json')
        .send({ error: no.error, error_description: no.error_description })
    })
    inside.post('/api/oauth/token', async (request, reply) => {
      const input = await giveToken.input.parseAsync(
        { ...(request.body as object | null), ...basicOf(request) },
        { reportInput: true },
      )
      const actor: Actor = { kind: 'nobody', id: null, name: '', rights: new Set(), address: request.ip }
      const answer = await machine.act({ tenant: nobodys, actor }, (ctx) => giveToken(ctx, input))
      return reply.header('pragma', 'no-cache').send(answer)
    })
  })
}

/** Section 2.3.1: id and secret as Basic, each written as in a form. */
function basicOf({ headers }: FastifyRequest): { client_id?: string; client_secret?: string } {
  const given = /^Basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(headers.authorization ?? '')?.[1]
  if (!given) return {}
  const [id, ...rest] = Buffer.from(given, 'base64').toString().split(':')
  const read = (text: string) => new URLSearchParams(`x=${text}`).get('x') ?? ''
  return { client_id: read(id ?? ''), client_secret: read(rest.join(':')) }
}

/** Section 5.2. */
function noOf(error: unknown): No {
  const no = (status: number, name: string, said: string): No => ({
    status,
    error: name,
    error_description: said,
  })
  if (error instanceof z.ZodError) {
    const paths = error.issues.map((issue) => issue.path.join('.'))
    const grant = error.issues.find((issue) => issue.path[0] === 'grant_type')
    if (grant && grant.code === 'invalid_value' && grant.input !== undefined)
      return no(400, 'unsupported_grant_type', 'Only client_credentials is given here.')
    if (paths.every((path) => path.startsWith('client_')))
      return no(401, 'invalid_client', 'Give the id of the key as client_id and its secret as client_secret.')
    return no(400, 'invalid_request', `Wrong or missing: ${paths.join(', ')}.`)
  }
  if (error instanceof Refusal) {
    if (error.code === 'session.wrong-key')
      return no(
        401,
        'invalid_client',
        'This id and secret do not belong together, or the key was revoked or has expired.',
      )
    if (error.code === 'api-key.scope')
      return no(400, 'invalid_scope', `This key does not hold ${String(error.params.scope)}.`)
    if (error.status === 429)
      return no(429, 'temporarily_unavailable', 'Too many tries. Wait a minute and try again.')
    return no(400, 'invalid_request', 'This request cannot be read.')
  }
  if (isWorthRetrying(error))
    return no(503, 'temporarily_unavailable', 'The database cannot be reached. Try again shortly.')
  const status = (error as { statusCode?: number }).statusCode ?? 500
  return status < 500
    ? no(status === 413 ? 413 : 400, 'invalid_request', 'This request cannot be read.')
    : no(500, 'server_error', 'Something went wrong on our side.')
}
