/** The rules of the house: breaking one of them breaks what everything else stands on. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import type { Field } from '../src/base/field.ts'
import { columnsOf, type Record_ } from '../src/base/record.ts'
import { actionsOf, eventWords, refusalWords, rightWords } from '../src/entry/catalogue.ts'
import { schemas } from '../src/entry/register.ts'
import { testDatabase } from './support/database.ts'

const root = resolve(import.meta.dirname, '..')
const found = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? found(path) : /\.(ts|tsx)$/.test(entry.name) ? [path] : []
  })

const sources = found('src')
const isTest = (path: string) => /\.(test|suite)\.tsx?$/.test(path)
const text = new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
const code = sources.filter((path) => !isTest(path))

type Import = { from: string; to: string; isType: boolean }

const imports: Import[] = sources.flatMap((path) =>
  [
    ...text
      .get(path)!
      .matchAll(
        /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"\n]*?(?:\{[^}]*\}[^'"\n]*?)?from\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)|(?:^|\n)import\s+'(\.[^']+)'/g,
      ),
  ].map((match) => ({
    from: path,
    to: relative(root, resolve(root, dirname(path), match[2] ?? match[3] ?? match[4]!)),
    isType: match[1] !== undefined,
  })),
)

const roomOf = (path: string) => path.split('/')[1]!
const areaOf = (path: string) =>
  path
    .split('/')
    .slice(1, 3)
    .join('/')
    .replace(/\.tsx?$/, '')

/** Floors of the modules: an import goes to a lower one only. */
const floors: Readonly<Record<string, number>> = {
  settings: 1,
  users: 2,
  organisations: 2,
  tax: 2,
  messages: 2,
  apps: 2,
  catalog: 3,
  channels: 3,
  locations: 3,
  activity: 3,
  stock: 4,
  orders: 4,
  repairs: 4,
  quotes: 5,
  purchasing: 5,
  planning: 5,
  fulfilment: 5,
  payments: 5,
  invoicing: 5,
  returns: 5,
  insurance: 5,
  bank: 5,
  reporting: 6,
  portal: 6,
  pos: 6,
}

const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  platform: ['base'],
  contracts: ['base'],
  modules: ['base', 'platform', 'contracts'],
  connectors: ['base', 'contracts'],
  workflows: ['base', 'platform', 'contracts', 'modules'],
  entry: ['base', 'platform', 'contracts', 'modules', 'workflows'],
  'main.ts': ['base', 'entry', 'connectors', 'demo.ts'],
  // Simulators beside the program: with main the only one who may name a connector.
  'demo.ts': ['base', 'entry', 'connectors'],
}

test('imports run down the floors', () => {
  const wrong = imports.filter(({ from, to, isType }) => {
    const [room, other] = [roomOf(from), roomOf(to)]
    if (isTest(from)) return false
    if (room === 'web')
      return !(
        other === 'web' ||
        other === 'base' ||
        /^src\/modules\/[^/]+\/(schema|rules)\.ts$/.test(to) ||
        /^src\/modules\/[^/]+\/(schema|rules)\//.test(to) ||
        (isType && (to === 'src/entry/register.ts' || to === 'src/platform/action.ts'))
      )
    if (room === other && room !== 'modules' && room !== 'connectors' && room !== 'workflows') return false
    if (areaOf(from) === areaOf(to)) return false
    if (room === 'modules' && other === 'modules') {
      const [mine, theirs] = [floors[from.split('/')[2]!], floors[to.split('/')[2]!]]
      return mine === undefined || theirs === undefined || theirs >= mine
    }
    return !(allowed[room] ?? []).includes(other)
  })
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} → ${to}`),
    [],
  )
})

test('there is no circle, type imports included', () => {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) if (!isTest(from)) next.set(from, [...(next.get(from) ?? []), to])
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const walk = (path: string, way: string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open')
      return void circles.push([...way.slice(way.indexOf(path)), path].join(' → '))
    state.set(path, 'open')
    for (const to of next.get(path) ?? []) walk(to, [...way, path])
    state.set(path, 'done')
  }
  for (const path of code) walk(path, [])
  assert.deepEqual(circles, [])
})

test('every import leads to a file', () => {
  assert.deepEqual(
    imports.filter(({ to }) => !existsSync(join(root, to))).map(({ from, to }) => `${from} → ${to}`),
    [],
  )
})

test("a module's writes are its own", () => {
  const wrong = imports.filter(
    ({ from, to }) => /^src\/modules\/[^/]+\/writes(\.ts|\/)/.test(to) && areaOf(from) !== areaOf(to),
  )
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} → ${to}`),
    [],
  )
})

test('a table is changed only by its owner', () => {
  const owner = new Map<string, string>()
  for (const { table, file } of records()) owner.set(table, areaOf(file))
  const wrong: string[] = []
  for (const path of code) {
    for (const match of text
      .get(path)!
      .matchAll(/\b(?:insert into|update|delete from)\s+([a-z_]+)\b(?!\s*\()/g)) {
      const area = owner.get(match[1]!)
      if (area && area !== areaOf(path) && !(area.startsWith('platform') && path.startsWith('src/platform')))
        wrong.push(`${path}: ${match[0]}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('modules and workflows do not reach outside, and rules do not wait', () => {
  const wrong = code
    .filter((path) => /^src\/(modules|workflows)\//.test(path))
    .flatMap((path) => {
      const body = text.get(path)!
      const outside =
        /\bfetch\(|from 'node:(fs|http|https|child_process)|Date\.now\(|Math\.random\(|new Date\(\)/.exec(
          body,
        )
      const waits = /\/rules(\.ts|\/)/.test(path) ? /\bawait\b/.exec(body) : null
      return [outside, waits].filter((hit) => hit !== null).map((hit) => `${path}: ${hit[0]}`)
    })
  assert.deepEqual(wrong, [])
})

test('every refusal, event and right has its words in both languages', () => {
  const [refusals, events, rights] = [refusalWords(), eventWords(), rightWords()]
  const own = /^(input|request|address|database|disk|fault|session|right)\./
  const missing: string[] = []
  for (const path of code.filter((one) => !one.startsWith('src/web/'))) {
    const body = text.get(path)!
    for (const [, refusal] of body.matchAll(/\brefuse\(\s*'([^']+)'/g))
      if (!refusals.has(refusal!) && !own.test(refusal!)) missing.push(`${path}: refusal ${refusal}`)
    for (const [, refusal] of body.matchAll(/\brefuseField\(\s*[^,]+,\s*'([^']+)'/g))
      if (!refusals.has(refusal!)) missing.push(`${path}: refusal ${refusal}`)
    for (const [, event] of body.matchAll(/\bctx\.emit\(\s*'([^']+)'/g))
      if (!events.has(event!)) missing.push(`${path}: event ${event}`)
  }
  for (const { name, action } of actionsOf()) {
    if (!['public', 'signed-in'].includes(action.right) && !rights.has(action.right))
      missing.push(`${name}: right ${action.right}`)
  }
  for (const [key, words] of [...refusals, ...events, ...rights])
    if (!words.nl || !words.en) missing.push(`${key}: words`)
  assert.deepEqual(missing, [])
})

test('records equal the migrated database, and every table keeps to the tenant', async () => {
  const { database } = await testDatabase()
  const { rows } = await database.owner.query<{
    table_name: string
    column_name: string
    udt_name: string
    is_nullable: string
  }>(
    `select table_name, column_name, udt_name, is_nullable from information_schema.columns where table_schema = 'public'`,
  )
  const tables = new Map<string, Map<string, { type: string; isNullable: boolean }>>()
  for (const row of rows) {
    const columns = tables.get(row.table_name) ?? new Map()
    columns.set(row.column_name, { type: row.udt_name, isNullable: row.is_nullable === 'YES' })
    tables.set(row.table_name, columns)
  }
  const wrong: string[] = []
  for (const { table, record } of records()) {
    const columns = tables.get(table)
    if (!columns) {
      wrong.push(`${table} is missing`)
      continue
    }
    const wanted = new Map(columnsOf(record).map(([name, column]) => [column, record.fields[name]]))
    for (const [column, field] of wanted) {
      const there = columns.get(column)
      if (!there) wrong.push(`${table}.${column} is missing`)
      else if (field) {
        if (!typesOf(field).includes(there.type))
          wrong.push(`${table}.${column} is ${there.type}, the field is ${field.kind}`)
        if (field.isNullable !== there.isNullable) wrong.push(`${table}.${column} differs in being empty`)
      }
    }
    for (const column of columns.keys())
      if (column !== 'tenant_id' && !wanted.has(column)) wrong.push(`${table}.${column} has no field`)
  }
  assert.deepEqual(wrong, [])

  const keys = await database.owner.query<{ relname: string; first: string; what: string }>(
    `select c.relname, a.attname as first, i.relname as what from pg_index x
     join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
     where x.indisunique and c.relnamespace = 'public'::regnamespace
       and exists (select 1 from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')`,
  )
  assert.deepEqual(
    keys.rows.filter((row) => row.first !== 'tenant_id').map((row) => row.what),
    [],
  )
  const open = await database.owner.query<{ relname: string }>(
    `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
       and exists (select 1 from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')`,
  )
  assert.deepEqual(open.rows, [])
})

test("no connector's name stands outside its folder", () => {
  const names = readdirSync(join(root, 'src/connectors'))
  const wrong = code
    .filter((path) => !path.startsWith('src/connectors/') && path !== 'src/main.ts' && path !== 'src/demo.ts')
    .flatMap((path) =>
      names
        .filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(withoutComments(text.get(path)!)))
        .map((name) => `${path}: ${name}`),
    )
  assert.deepEqual(
    wrong.filter((line) => !line.endsWith('vies')),
    [],
  )
})

test('nothing is any, ignored, dead or exported in vain', () => {
  const wrong: string[] = []
  for (const path of sources) {
    const body = withoutComments(text.get(path)!)
    if (
      /:\s*any\b(?=[\s,;)=[|&>])|\bas any\b|<any\b|\bany\[\]/.test(
        body.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''"),
      )
    )
      wrong.push(`${path}: any`)
    if (/@ts-(ignore|nocheck)/.test(text.get(path)!)) wrong.push(`${path}: ts-ignore`)
  }
  const everything = [...sources, ...found('test'), ...found('bench')]
  const bodies = new Map(
    everything.map((path) => [path, text.get(path) ?? readFileSync(join(root, path), 'utf8')]),
  )
  const used = new Set<string>()
  for (const [path, body] of bodies)
    for (const word of body.matchAll(/[A-Za-z_$][\w$]*/g)) used.add(`${word[0]} ${path}`)
  for (const path of code) {
    if (/^src\/modules\/[^/]+\/actions(\.ts|\/)|schema\.ts$/.test(path) || path.endsWith('/index.ts'))
      continue
    for (const [, name] of text
      .get(path)!
      .matchAll(/^export (?:async )?(?:function\*?|const|class|let) ([A-Za-z_$][\w$]*)/gm)) {
      if (!everything.some((other) => other !== path && used.has(`${name} ${other}`)))
        wrong.push(`${path}: ${name} is exported in vain`)
    }
  }
  const reached = new Set(imports.map(({ to }) => to))
  const doors = /^src\/(main\.ts|web\/(main\.tsx|env\.d\.ts))|simulator\.ts$/
  const spawned = new Set(
    [...text.values()].flatMap((body) =>
      [...body.matchAll(/new URL\('(\.[^']+\.ts)'/g)].map((match) => match[1]!.split('/').at(-1)),
    ),
  )
  for (const path of code)
    if (!reached.has(path) && !doors.test(path) && !spawned.has(path.split('/').at(-1)!))
      wrong.push(`${path}: nobody imports it`)
  assert.deepEqual(wrong, [])
})

test('each file opens with the sentence that says what it is', () => {
  assert.deepEqual(
    sources.filter((path) => !path.endsWith('.d.ts') && !/^(#!.*\n)?\/\*\*/.test(text.get(path)!)),
    [],
  )
})

const withoutComments = (body: string) =>
  body.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1')

function records(): { table: string; file: string; record: Record_ }[] {
  const all = new Map<string, { table: string; file: string; record: Record_ }>()
  for (const schema of schemas) {
    for (const value of Object.values(schema)) {
      if (typeof value !== 'object' || value === null || !('table' in value) || !('fields' in value)) continue
      const record = value as Record_
      const file =
        code.find((path) => new RegExp(`record\\(\\s*'${record.table}'`).test(text.get(path)!)) ?? ''
      all.set(record.table, { table: record.table, file, record })
    }
  }
  return [...all.values()]
}

function typesOf(field: Field<unknown>): string[] {
  switch (field.kind) {
    case 'money':
    case 'price':
    case 'quantity':
      return ['int8']
    case 'integer':
    case 'rate':
      return ['int4', 'int8']
    case 'day':
      return ['date']
    case 'moment':
      return ['timestamptz']
    case 'yes-no':
      return ['bool']
    case 'link':
      return ['uuid']
    case 'json':
      return ['jsonb']
    case 'text-list':
      return ['_text', '_uuid']
    default:
      return ['text']
  }
}
