/** The way in over http: every action at its address, with its right, its check and one transaction. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import statics from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Refusal, refuse } from '../base/refusal.ts'
import type { Lang } from '../base/words.ts'
import { giveToken } from '../modules/users/actions/access-tokens.ts'
import { tellDenied } from '../modules/users/entering.ts'
import { FileAnswer, SessionAnswer, type Action, type Piece } from '../platform/action.ts'
import { can, type Actor, type Ctx } from '../platform/context.ts'
import { nobodys } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { GivenBefore, type Machine } from '../platform/machine.ts'
import { takingTurns } from '../platform/together.ts'
import { keepExportPace } from './export-pace.ts'
import { liveUpdates } from './live.ts'
import { mountTokens } from './oauth.ts'
import { openApiOf } from './open-api.ts'
import { problemOf } from './problem.ts'
import { withinReach } from './reach.ts'
import { countTraffic } from './traffic.ts'
import { actionsOf, refusalWords, rightWords } from './catalogue.ts'

export type SignedIn = { readonly tenant: string; readonly actor: Actor; readonly lang?: Lang }

export type HttpOptions = {
  readonly machine: Machine
  readonly log: Log
  /** Who sends this: by the session's cookie or an API key; null when nobody known does. */
  readonly authenticate: (asked: {
    cookie: string | null
    bearer: string | null
    address: string
  }) => Promise<SignedIn | null>
  readonly isReady: () => Promise<boolean>
  readonly metrics: () => Promise<string>
  /** The disk has so little room that nothing new is taken. */
  readonly isFull?: () => boolean
  /** The folder of the built web part. */
  readonly webFolder: string
  /** Reverse proxies whose word on the client's address is taken. */
  readonly trustedProxies: readonly string[]
}

const nobody: Actor = { kind: 'nobody', id: null, name: '', rights: new Set() }
const stepUpMinutes = 10

export async function openHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { machine, log } = options
  const refusals = refusalWords()
  const app = fastify({
    bodyLimit: 1_048_576,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    requestTimeout: 60_000,
    // Who sends a header byte by byte holds a place no longer than this.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 400 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    frameworkErrors(error, request, reply) {
      setHeaders(request, reply)
      const problem = problemOf(
        isUnreadable(error) ? { ...error, statusCode: 414 } : error,
        langOf(request),
        refusals,
      )
      // A path that the router itself cannot read is answered here; the types know replies of routes only.
      void (reply as FastifyReply).code(problem.status).type('application/problem+json').send(problem)
    },
  })
  // A form of another site can send text/plain without asking the browser first: we take JSON and uploads.
  app.removeContentTypeParser('text/plain')
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: 26_214_400, files: 10, fields: 50 } })

  const traffic = countTraffic(app)
  app.addHook('onRequest', async (request, reply) => setHeaders(request, reply))
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, langOf(request), refusals)
    if (problem.status >= 500)
      log.error({ reference: problem.reference, path: request.url.split('?')[0], error }, 'request failed')
    if (problem.code === 'input.not-storable')
      log.warn({ path: request.url.split('?')[0], error }, 'a value got past the check of its field')
    if (problem.status === 429)
      reply.header('retry-after', String(Number(problem.params?.minutes ?? 0) * 60 || 1))
    if (problem.status === 503) reply.header('retry-after', problem.code === 'disk.full' ? '60' : '5')
    return reply.code(problem.status).type('application/problem+json').send(problem)
  })

  for (const { action, name } of actionsOf()) {
    if (action === (giveToken as unknown as Action)) await mountTokens(app, machine, log)
    else mount(app, options, action, name)
  }
  mountDocuments(app, options)
  app.get('/api/live', async (request, reply) => {
    const who = await known(options, request)
    if (!who) throw new Refusal('session.missing')
    if (request.headers.origin !== undefined) checkOrigin(request)
    return liveUpdates(machine, who.tenant, reply, async () => (await known(options, request)) !== null)
  })
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const isReady = await options.isReady()
    return reply.code(isReady ? 200 : 503).send({ ok: isReady })
  })
  app.get('/metrics', async (request, reply) => {
    // Open to this machine only: figures tell a stranger how busy the shop is.
    if (!isLocal(request)) {
      const who = await known(options, request)
      if (!who || !can(who.actor, 'system.check')) throw new Refusal('address.not-found')
    }
    return reply.type('text/plain; version=0.0.4').send((await options.metrics()) + traffic())
  })
  await mountWeb(app, options.webFolder)
  return app
}

function mount(app: FastifyInstance, options: HttpOptions, action: Action, name: string) {
  const { machine } = options
  const [method, path] = action.http.split(' ') as [string, string]
  const { sharedBy } = action
  if (sharedBy && action.right !== 'public') throw new Error(`${name} is shared, but not by everybody`)
  const together = takingTurns()
  app.route({
    method,
    url: `/api${path}`,
    handler: async (request, reply) => {
      const who =
        action.right === 'public'
          ? await known(options, request).catch(() => null)
          : await known(options, request)
      const isChange = method !== 'GET'
      if (isChange) checkOrigin(request)
      if (options.isFull?.()) {
        reply.header('pakhuis-read-only', 'disk')
        if (isChange && !isAboutSession.test(path)) refuse('disk.full')
      }
      if (action.right !== 'public') await checkRight(machine, action, who, request)
      const input = await inputOf(request, action)
      const inside =
        action.right === 'public'
          ? { tenant: nobodys, actor: strangerFrom(request, who) }
          : { tenant: who!.tenant, actor: withAddress(who!.actor, request) }
      const lang = langOf(request)
      const key =
        isChange && action.right !== 'public' && !action.shownOnce
          ? keyOf(request, name, input, who!)
          : undefined
      try {
        const run = () =>
          machine.act({ ...inside, lang, ...(key ? { request: key } : {}) }, async (ctx) => {
            if (action.isExport) await keepExportPace(ctx)
            return withinReach(ctx, input, () => action(ctx, input as never))
          })
        const answer = await (sharedBy ? together(sharedBy(input as never), run) : run())
        return await send(
          request,
          reply,
          whole(answer, (work) => machine.act({ ...inside, lang }, work)),
        )
      } catch (error) {
        if (!(error instanceof GivenBefore)) throw error
        if (!error.isSame) refuse('request.key-reused')
        reply.header('idempotent-replayed', 'true')
        return send(request, reply, error.answer)
      }
    },
  })
}

/** Who cannot sign in can read nothing either; a session takes a few bytes. */
const isAboutSession = /^\/sessions?(\/|$)/

async function known(options: HttpOptions, request: FastifyRequest): Promise<SignedIn | null> {
  const bearer = bearerOf(request)
  const session = request.cookies[cookieName(request)] ?? null
  const found =
    bearer || session
      ? await options.authenticate({ cookie: bearer ? null : session, bearer, address: request.ip })
      : null
  if (found?.lang) (request as { lang?: Lang }).lang = found.lang
  return found
}

/** Null without one: the password that a browser sends to a proxy in front of us is none. */
function bearerOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice(7).trim() : null
}

async function checkRight(machine: Machine, action: Action, who: SignedIn | null, request: FastifyRequest) {
  if (!who) refuse('session.missing')
  if (action.right !== 'signed-in' && !can(who.actor, action.right)) {
    const told = { ...who, actor: withAddress(who.actor, request) }
    await machine.act(told, async (ctx) => tellDenied(ctx, action.right, action.http))
    refuse('right.not-allowed', { right: rightWords().get(action.right) ?? action.right })
  }
  if (!action.stepUp || who.actor.kind !== 'user') return
  const proved = who.actor.provedAt?.getTime() ?? 0
  if (machine.now().getTime() - proved > stepUpMinutes * 60_000) refuse('session.proof-needed')
}

const withAddress = (actor: Actor, request: FastifyRequest): Actor => ({ ...actor, address: request.ip })

/** Nobody yet; the session that this browser still has ends when it signs in anew. */
const strangerFrom = (request: FastifyRequest, who: SignedIn | null): Actor => ({
  ...withAddress(nobody, request),
  sessionId: who?.actor.sessionId ?? null,
})

/** A browser's change must come from our own pages; a caller with a key has no cookie to abuse. */
function checkOrigin(request: FastifyRequest) {
  if (bearerOf(request) !== null) return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  // A webshop that knocks is no browser, and has no session to abuse.
  if (origin === undefined && site === undefined && request.cookies[cookieName(request)] === undefined) return
  if (origin !== undefined) {
    const host = URL.parse(origin)?.host
    if (host === request.host) return
  } else if (site === 'same-origin' || site === 'none') return
  refuse('request.not-allowed')
}

async function inputOf(request: FastifyRequest, action: Action): Promise<unknown> {
  const parts: Record<string, unknown> = {}
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      parts[part.fieldname] =
        part.type === 'file'
          ? { name: part.filename, type: part.mimetype, bytes: await part.toBuffer() }
          : part.value
    }
  }
  const query = request.query as Record<string, unknown>
  for (const [name, value] of Object.entries(query))
    if (Array.isArray(value) && request.method !== 'GET') delete query[name]
  const body = request.method === 'GET' ? query : { ...(request.body as object | null), ...parts }
  checkShape(request.params, action.mostItems)
  checkShape(body, action.mostItems)
  const result = (action.input as z.ZodType).safeParse(
    { ...body, ...(request.params as object) },
    { reportInput: true },
  )
  if (!result.success) throw result.error
  return result.data
}

function checkShape(value: unknown, mostItems: number, depth = 0) {
  // PostgreSQL keeps no zero byte and no half of a pair, in no text and in no JSON.
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) refuse('input.not-text')
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return
  if (depth > 40) refuse('input.too-deep')
  const parts = Array.isArray(value) ? value : Object.values(value)
  if (parts.length > mostItems) refuse('input.too-deep')
  if (!Array.isArray(value)) for (const name of Object.keys(value)) checkShape(name, mostItems, depth + 1)
  for (const part of parts) checkShape(part, mostItems, depth + 1)
}

function keyOf(request: FastifyRequest, name: string, input: unknown, who: SignedIn) {
  const given = request.headers['idempotency-key']
  if (typeof given !== 'string' || given.length === 0 || given.length > 255) return undefined
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest('base64url')
  return { key: `${who.actor.kind}:${who.actor.id ?? ''}:${given}`, fingerprint }
}

/** A file that is longer than should stand in memory is looked up while it is sent, a transaction for each piece. */
function whole(answer: unknown, act: (work: (ctx: Ctx) => Promise<Piece>) => Promise<Piece>): unknown {
  if (!(answer instanceof FileAnswer) || typeof answer.bytes !== 'function') return answer
  const pieces = answer.bytes
  async function* inPieces(): AsyncIterable<string> {
    for (let after: string | null = null; ;) {
      const piece = await act((ctx) => pieces(ctx, after))
      yield piece.text
      if (piece.next === null) return
      after = piece.next
    }
  }
  return new FileAnswer(inPieces(), answer.type, answer.name, answer.isInline)
}

async function send(request: FastifyRequest, reply: FastifyReply, answer: unknown) {
  if (answer instanceof FileAnswer) {
    const how = answer.isInline ? 'inline' : 'attachment'
    reply.type(answer.type)
    reply.header('content-disposition', `${how}; filename*=UTF-8''${encodeURIComponent(answer.name)}`)
    // A mail brings its styles along; scripts, forms and remote pictures stay out, and it runs apart from our own pages.
    const looks = answer.type.startsWith('text/html')
      ? "; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
      : ''
    reply.header('content-security-policy', `sandbox; default-src 'none'${looks}`)
    return reply.send(
      answer.bytes instanceof Uint8Array
        ? Buffer.from(answer.bytes)
        : Readable.from(answer.bytes as AsyncIterable<Uint8Array | string>),
    )
  }
  if (answer instanceof SessionAnswer) {
    setCookie(request, reply, answer)
    return reply.send(answer.body ?? {})
  }
  return reply.type('application/json').send(JSON.stringify(answer ?? {}))
}

/** `__Host-` binds the cookie to this host, and needs https; on plain http (a shop's own network) the name goes without. */
const cookieName = (request: FastifyRequest) => (request.protocol === 'https' ? '__Host-pakhuis' : 'pakhuis')

function setCookie(request: FastifyRequest, reply: FastifyReply, answer: SessionAnswer<unknown>) {
  const settings = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: request.protocol === 'https',
  }
  if (answer.secret)
    reply.setCookie(cookieName(request), answer.secret, {
      ...settings,
      ...(answer.expiresAt ? { expires: answer.expiresAt } : {}),
    })
  else {
    reply.clearCookie(cookieName(request), settings)
    reply.header('clear-site-data', '"cache", "storage"')
  }
}

function setHeaders(request: FastifyRequest, reply: FastifyReply) {
  reply.header('x-content-type-options', 'nosniff')
  // A customer's link is nobody's business but ours, not even where it is followed from.
  reply.header('referrer-policy', request.url === '/quote' ? 'no-referrer' : 'same-origin')
  reply.header('cross-origin-opener-policy', 'same-origin')
  reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
  reply.header('content-security-policy', scriptless)
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
  if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
}

const policy = (scripts: string, styles = "'none'") =>
  `default-src 'none'; script-src ${scripts}; style-src ${styles}; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self' blob:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'`

const scriptless = policy("'none'")

/** For whoever is signed in or has a key: a stranger need not know what there is to ask. */
function mountDocuments(app: FastifyInstance, options: HttpOptions) {
  const document = JSON.stringify(openApiOf())
  const checkKnown = async (request: FastifyRequest) => {
    if (!(await known(options, request))) refuse('session.missing')
  }
  app.get('/api/openapi.json', async (request, reply) => {
    await checkKnown(request)
    return reply.type('application/json').send(document)
  })
  // The page of the documents is five megabytes of program: it is read when somebody first asks for it.
  let pages: Promise<FastifyInstance> | undefined
  for (const url of ['/api/docs', '/api/docs/*']) {
    app.get(url, async (request, reply) => {
      await checkKnown(request)
      const answer = await (await (pages ??= documentPages())).inject({ method: 'GET', url: request.url })
      // It writes its own inline scripts and styles; it shows public facts only.
      reply.header('content-security-policy', policy("'self' 'unsafe-inline'", "'self' 'unsafe-inline'"))
      const location = answer.headers.location
      if (location) return reply.redirect(String(location), answer.statusCode)
      return reply
        .code(answer.statusCode)
        .type(String(answer.headers['content-type']))
        .send(answer.rawPayload)
    })
  }
}

async function documentPages(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const pages = fastify()
  await pages.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      // Each of these would take our descriptions to its maker's servers.
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  } as never)
  return pages
}

/** The pages: one html for every address of the back office, with a nonce of its own on each answer. */
async function mountWeb(app: FastifyInstance, folder: string) {
  const index = `${folder}/index.html`
  const page = existsSync(index)
    ? readFileSync(index, 'utf8')
    : '<!doctype html><title>Pakhuis</title><p>npm run build</p>'
  const pageOfStrangers = page.replace(/<!--.*-->\s*<link rel="preload"[^>]*>\s*/, '')
  if (existsSync(`${folder}/assets`)) {
    await app.register(statics, {
      root: `${folder}/assets`,
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      decorateReply: false,
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !path.startsWith('/assets/')
    if (!isPage) throw new Refusal('address.not-found')
    const nonce = randomBytes(16).toString('base64')
    reply.header('content-security-policy', policy(`'self' 'nonce-${nonce}'`, `'self' 'nonce-${nonce}'`))
    return reply
      .type('text/html')
      .header('cache-control', 'no-cache')
      .send((hasSession(request) ? page : pageOfStrangers).replaceAll('__NONCE__', nonce))
  })
}

const hasSession = (request: FastifyRequest) => request.cookies[cookieName(request)] !== undefined

/** Whoever comes through a proxy on this machine comes from elsewhere. */
const isLocal = ({ ip, headers }: FastifyRequest) =>
  /^(127\.|::1$|::ffff:127\.)/.test(ip) &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined

const isUnreadable = (error: { code?: string }) =>
  /^FST_ERR_(BAD_URL|MAX_PARAM_LENGTH|ROUTE_)/.test(error.code ?? '')

/** As the user chose; for anybody else the first of our languages that is asked for, and English for who asks for others only. */
function langOf(request: FastifyRequest): Lang {
  const signedIn = (request as { lang?: Lang }).lang
  if (signedIn) return signedIn
  const asked = request.headers['accept-language'] ?? ''
  const ours = /\b(nl|en)\b/i.exec(asked)?.[1]?.toLowerCase()
  return (ours as Lang | undefined) ?? (/[a-z]{2}/i.test(asked) ? 'en' : 'nl')
}
