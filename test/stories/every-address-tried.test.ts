/** Every address tried with values of chance, made from our own OpenAPI document: good ones, wrong ones and those at the edge. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runBusyHouse } from '../support/busy-house.ts'
import { fc, seed } from '../support/chance.ts'

type Schema = {
  readonly type?: string | string[]
  readonly format?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly additionalProperties?: Schema | boolean
}
type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Schema
}
type Operation = {
  readonly operationId: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
}

const runs = Number(process.env.FUZZ_RUNS ?? 4)

const { call, ids, cookie, house, lines } = await runBusyHouse()
const document = (await call('GET', '/openapi.json')).body as unknown as {
  paths: Record<string, Record<string, Operation>>
}

/** These end the session that we try the others with. */
const leaving = new Set(['session.signOut', 'session.changeOwnPassword', 'session.endOwnSession'])

const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
)

/** What parsers, patterns and databases stumble over. */
const nasty = [
  '',
  ' ',
  "'",
  "'; drop table orders; --",
  '%',
  '%%%%',
  '_'.repeat(50),
  '\\',
  '"',
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '\u0000',
  '\u0007',
  '\ud800',
  '\uffff',
  '😀'.repeat(60),
  'é'.normalize('NFD'),
  '\u202eabc',
  'a'.repeat(300),
  'a'.repeat(21_000),
  '-1',
  '0x10',
  '1e400',
  'NaN',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '+292277-01-01',
  '2026-11-22T25:00:00Z',
  '24:00',
  'NL',
  'nl',
  'EUR',
  'a@b',
  "o'brien@example.com",
  'https://example.com/%zz',
  'javascript:alert(1)',
  'NL00BANK0123456789',
  '(a+)+$',
  `${'a'.repeat(5000)}!`,
  '__proto__',
  'constructor',
  '-placedAt',
  '!!',
  '"unclosed',
  'order:',
  'not not not',
  '(((((',
  'W10=',
  'eyJhIjoxfQ',
]
const strange = fc.oneof(
  fc.constantFrom<unknown>(...nasty),
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 53,
    Number.MAX_VALUE,
    [],
    {},
    [null],
    [[]],
    { a: 1 },
    [{ a: null }],
  ),
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }),
)
const someId = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...[...ids.values()].flat()) },
  { weight: 1, arbitrary: fc.uuid() },
)

/** An id that the place is likely to want: of the table that the name or the address speaks of. */
function idFor(hint: string) {
  const noun = hint.replace(/Ids?$/, '').replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
  const own =
    ids.get(noun) ??
    ids.get(`${noun}s`) ??
    ids.get(noun.replace(/y$/, 'ies')) ??
    ids.get(noun.replace(/-/g, '_'))
  return own
    ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: someId })
    : someId
}

function good(schema: Schema, hint: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => good(one, hint)))
  if (schema.allOf) return good(Object.assign({}, ...schema.allOf) as Schema, hint)
  switch (schema.format) {
    case 'uuid':
      return idFor(hint)
    case 'date':
      return fc.constantFrom(
        '2026-11-23',
        '2026-11-22',
        '2026-02-28',
        '2028-02-29',
        '1900-01-01',
        '9999-12-31',
        '0001-01-01',
      )
    case 'date-time':
      return fc.constantFrom(
        '2026-11-22T10:00:00Z',
        '2026-10-25T02:30:00+02:00',
        '1970-01-01T00:00:00Z',
        '9999-12-31T23:59:59Z',
      )
    case 'email':
      return fc.constantFrom('iemand@voorbeeld.nl', 'a+b@example.com')
    case 'uri':
      return fc.constantFrom('https://voorbeeld.nl/', 'http://127.0.0.1:9/x')
  }
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return object(schema)
    case 'array': {
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((part) => good(part, hint)))
      const minLength = Math.min(schema.minItems ?? 0, 5)
      return fc.array(good(schema.items ?? {}, hint), {
        minLength,
        maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 3, 3)),
      })
    }
    case 'integer':
    case 'number': {
      const [low, high] = [
        schema.minimum ?? Number.MIN_SAFE_INTEGER,
        schema.maximum ?? Number.MAX_SAFE_INTEGER,
      ]
      const edges = [low, high, 0, 1, -1, 100, 2 ** 31 - 1, 2 ** 31, 2 ** 40].filter(
        (n) => n >= low && n <= high,
      )
      return fc.constantFrom(...edges)
    }
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return text(schema)
  }
  return strange
}

function text(schema: Schema): fc.Arbitrary<string> {
  if (schema.pattern)
    return fc
      .stringMatching(new RegExp(schema.pattern.replace(/\(\?[imsx]+\)/g, '')))
      .map((made) => made.slice(0, schema.maxLength ?? 200))
  const [min, max] = [schema.minLength ?? 0, Math.min(schema.maxLength ?? 60, 20_000)]
  const plain = fc
    .constantFrom('Proef', 'order', '1695 GD', 'NL', 'EUR', 'NL91ABNA0417164300', 'iemand')
    .map((word) => word.padEnd(min, 'x').slice(0, Math.max(min, max)))
  return fc.oneof(
    plain,
    fc.constant('x'.repeat(max)),
    fc.constant('é😀'.repeat(max).slice(0, max).padEnd(min, 'y')),
  )
}

const object = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.record(
    Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, part]) => [name, good(part, name)]),
    ),
    { requiredKeys: [...(schema.required ?? [])].filter((name) => schema.properties?.[name]) },
  )

type Asked = {
  readonly path: Record<string, unknown>
  readonly query: Record<string, unknown>
  readonly body: unknown
}

/** Values that may well be good. */
function wholesome({ path, operation }: (typeof operations)[number]): fc.Arbitrary<Asked> {
  const noun = path.split('/')[1]!.replace(/-/g, '_')
  const of = (place: Parameter['in']) =>
    object({
      properties: Object.fromEntries(
        operation.parameters.filter((one) => one.in === place).map((one) => [one.name, one.schema]),
      ),
      required: operation.parameters
        .filter((one) => one.in === place && (place === 'path' || one.required))
        .map((one) => one.name),
    }) as fc.Arbitrary<Record<string, unknown>>
  const paths = of('path').chain((made) =>
    ids.has(noun) && 'id' in made
      ? fc.oneof(
          idFor(noun).map((id) => ({ ...made, id })),
          fc.constant(made),
        )
      : fc.constant(made),
  )
  const schema = operation.requestBody?.content['application/json'].schema
  return fc.record({
    path: paths,
    query: of('query'),
    body: schema ? object(schema) : fc.constant(undefined),
  })
}

/** Mostly good values, with one of them now and then bent out of shape. */
function asked(one: (typeof operations)[number]): fc.Arbitrary<Asked> {
  const schema = one.operation.requestBody
  const whole = wholesome(one)
  return fc.oneof(
    { weight: 3, arbitrary: whole },
    {
      weight: 3,
      arbitrary: fc.tuple(whole, strange, fc.nat()).map(([given, value, at]) => bent(given, value, at)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(whole, strange)
        .map(([given, body]) => ({ ...given, body: schema ? body : undefined })),
    },
  )
}

/** One value, of the query, the address or anywhere in the body, is another. */
function bent(one: Asked, value: unknown, at: number): Asked {
  const copy = structuredClone(one) as {
    path: Record<string, unknown>
    query: Record<string, unknown>
    body: unknown
  }
  const places: [Record<string, unknown>, string][] = []
  const look = (part: unknown) => {
    if (part === null || typeof part !== 'object') return
    for (const name of Object.keys(part)) {
      places.push([part as Record<string, unknown>, name])
      look((part as Record<string, unknown>)[name])
    }
  }
  look(copy.path)
  look(copy.query)
  look(copy.body)
  const place = places[at % Math.max(1, places.length)]
  if (place) place[0][place[1]] = value
  return copy
}

const written = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

function addressOf(path: string, { path: inPath, query }: Asked): string {
  const place = path.replace(
    /\{([a-zA-Z]+)\}/g,
    (_, name: string) => encodeURIComponent(written(inPath[name])) || '-',
  )
  const pairs = Object.entries(query).map(([name, value]) => [name, written(value)])
  return pairs.length > 0 ? `${place}?${new URLSearchParams(pairs)}` : place
}

const leak =
  /\n\s+at |node_modules|\.ts:\d|syntax error|violates|relation "|column "|duplicate key|invalid input syntax|SQLSTATE|ECONN/i

test(
  'whatever is sent to whatever address, the answer is an answer: no fault of ours, and nothing of our inside',
  { timeout: 600_000 },
  async (t) => {
    const wrong: string[] = []
    const counts = new Map<number, number>()
    for (const [index, one] of operations.entries()) {
      if (leaving.has(one.operation.operationId)) continue
      for (const given of fc.sample(asked(one), { seed: seed + index, numRuns: runs })) {
        const address = addressOf(one.path, given)
        // A path of more than 8 kB never arrives: node itself says 431.
        if (address.length > 7000) continue
        const answer = await call(one.method, address, given.body)
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
        const said = JSON.stringify(answer.body)
        const where = `${one.method} ${address.slice(0, 200)} ${JSON.stringify(given.body)?.slice(0, 300) ?? ''}`
        if (answer.status >= 500 || answer.body.code === 'input.not-storable')
          wrong.push(`${answer.status} ${where}: ${lines.at(-1)?.slice(0, 600)}`)
        // Programs that ask for a token know the refusals of RFC 6749.
        if (answer.status < 400 || one.operation.operationId === 'accessTokens.giveToken') continue
        if (!answer.headers.get('content-type')?.startsWith('application/problem+json'))
          wrong.push(`no problem: ${where}: ${said.slice(0, 100)}`)
        else if (!answer.body.code || answer.body.detail === answer.body.code)
          wrong.push(`no words: ${answer.body.code} ${where}`)
        if (leak.test(String(answer.body.detail)))
          wrong.push(`tells of our inside: ${where}: ${said.slice(0, 300)}`)
      }
    }
    t.diagnostic(
      `seed ${seed}: ${[...counts]
        .sort()
        .map(([status, times]) => `${status} ${times}×`)
        .join(', ')}`,
    )
    assert.deepEqual(wrong, [])
    assert.ok((counts.get(200) ?? 0) > 200, 'too little of it was good')
    assert.equal((await call('GET', '/session')).status, 200, `we are still in, as ${cookie().length > 0}`)
  },
)

/** What somebody might add in the hope that it is taken over. */
const wished = {
  tenantId: '01900000-0000-7000-8000-000000000000',
  tenant_id: '01900000-0000-7000-8000-000000000000',
  tenant: '01900000-0000-7000-8000-000000000000',
  isAdmin: true,
  admin: true,
  rights: 'all',
  patterns: ['*'],
  actor: { kind: 'system' },
  paid: 999_999_999,
  due: 0,
  total: 1,
  totalCents: 1,
  payment: 'paid',
  invoicing: 'whole',
  version: 999,
  createdAt: '2000-01-01T00:00:00Z',
  createdBy: 'x',
  isOpen: true,
  provedAt: '2099-01-01T00:00:00Z',
  hash: 'x',
  number: 'ZELF-1',
  sequence: 1,
}

test(
  'S4: what is sent besides, in the hope that it is taken over, is refused or left aside',
  { timeout: 300_000 },
  async () => {
    const facts = async () => ({
      people: (
        await house.database.owner.query(
          "select u.id, u.role, u.state, r.patterns from users u join roles r on r.tenant_id = u.tenant_id and r.id = u.role where u.email = 'sanne@dewit.example'",
        )
      ).rows,
      orders: (await house.database.owner.query('select id, total from orders where paid > total')).rows,
      numbers: (
        await house.database.owner.query(
          "select number from orders where number = 'ZELF-1' union all select number from invoices where number = 'ZELF-1'",
        )
      ).rows,
      early: (await house.database.owner.query("select kind from events where at < '2026-01-01'")).rows,
      tenants: (await house.database.owner.query('select id from tenants')).rows,
      sound: (
        (await call('GET', '/system/self-check')).body.rules as { name: string; faults: number }[]
      ).filter((rule) => rule.faults > 0 && rule.name !== 'work.waiting'),
    })
    const before = await facts()
    let kept = 0
    for (const [index, one] of operations.entries()) {
      const schema = one.operation.requestBody?.content['application/json'].schema
      if (!schema || leaving.has(one.operation.operationId)) continue
      const own = Object.keys(schema.properties ?? {})
      const more = Object.fromEntries(Object.entries(wished).filter(([name]) => !own.includes(name)))
      for (const given of fc.sample(wholesome(one), { seed: seed + 1000 + index, numRuns: 3 })) {
        if (given.body === null || typeof given.body !== 'object' || Array.isArray(given.body)) continue
        const address = addressOf(one.path, given)
        if (address.length > 7000) continue
        const answer = await call(one.method, address, { ...given.body, ...more })
        assert.ok(answer.status < 500, `${one.operation.operationId}: ${answer.status}`)
        if (answer.status !== 200) continue
        kept++
        const row = answer.body as unknown as Record<string, unknown>
        for (const name of [
          'tenantId',
          'tenant_id',
          'tenant',
          'isAdmin',
          'version',
          'sequence',
          'hash',
          'createdAt',
        ] as const) {
          if (name in more)
            assert.notDeepEqual(
              row[name],
              more[name as keyof typeof wished] ?? null,
              `${one.operation.operationId} takes over ${name}`,
            )
        }
      }
    }
    assert.deepEqual(await facts(), before)
    assert.ok(kept > 20, `${kept} were taken without it`)
  },
)

const injected = [
  "'",
  "' or '1'='1",
  "1' union select null,version()--",
  '1; select pg_sleep(30)',
  '"; drop table orders; --',
  'createdAt; delete from orders',
  '-name"',
  "\\'; select 1 --",
  'name collate "nowhere"',
]

test(
  'S32: SQL in whatever is filtered, sorted or looked for is a word like any other',
  { timeout: 300_000 },
  async () => {
    const before = (
      await house.database.owner.query(
        "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace",
      )
    ).rows
    let tried = 0
    for (const one of operations.filter(({ method }) => method === 'GET')) {
      const [given] = fc.sample(wholesome(one), { seed, numRuns: 1 })
      const names = [
        ...one.operation.parameters.filter((p) => p.in === 'query').map((p) => p.name),
        'sort',
        'order',
        'filter',
        'where',
      ]
      for (const words of injected) {
        const query = new URLSearchParams(Object.fromEntries(names.map((name) => [name, words])))
        const whole = await call('GET', `${addressOf(one.path, { ...given!, query: {} })}?${query}`)
        const alone = await call(
          'GET',
          `${addressOf(one.path, { path: Object.fromEntries(Object.keys(given!.path).map((name) => [name, words])), query: {}, body: undefined })}?search=${encodeURIComponent(words)}`,
        )
        for (const answer of [whole, alone])
          assert.ok(answer.status < 500, `${one.path} ${words}: ${answer.status} ${lines.at(-1)}`)
        tried += 2
      }
    }
    assert.ok(tried > 500)
    assert.deepEqual(
      (
        await house.database.owner.query(
          "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace",
        )
      ).rows,
      before,
    )
  },
)

test('the books still add up after it', async () => {
  const answer = await call('GET', '/system/self-check')
  const faults = (answer.body.rules as { name: string; faults: number; examples: string[] }[]).filter(
    (rule) => rule.faults > 0 && rule.name !== 'work.waiting',
  )
  assert.deepEqual(
    faults.map(({ name, examples }) => [name, examples]),
    [],
  )
  assert.ok(house.address)
})
