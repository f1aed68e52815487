/** As much of GraphQL as the simulator needs: it answers a document with exactly the fields that were asked for. */

type Value = unknown
type Selection = {
  readonly name: string
  readonly alias: string
  readonly args: Readonly<Record<string, Value>>
  readonly fields: readonly Selection[]
  /** Of a fragment: the type it is about; its name is then empty. */
  readonly on: string | null
}
type Spread = { readonly spread: string }

export type Resolver = (args: Readonly<Record<string, Value>>) => Value
type Path = readonly (string | number)[]
type Located = { readonly message: string; readonly path: Path; readonly code: string }

/** An error with a code that Vendure would give. */
export class GraphqlRefusal extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** A value that cannot be read, such as a shipping method that was deleted: it spoils what holds it. */
export class Broken {
  readonly field: string
  constructor(field: string) {
    this.field = field
  }
}

/** Answers a document; `nullable` names the root fields that may be null and so keep an error to themselves. */
export function execute(
  resolvers: Readonly<Record<string, Resolver>>,
  nullable: ReadonlySet<string>,
  query: string,
  variables: Readonly<Record<string, Value>>,
): { status: number; body: unknown } {
  const errors: Located[] = []
  try {
    const data: Record<string, Value> = {}
    for (const field of parse(query, variables)) {
      const resolver = resolvers[field.name]
      if (!resolver) throw unknownField(field.name, 'the root')
      try {
        data[field.alias] = project(resolver(field.args), field, [field.alias])
      } catch (error) {
        errors.push(locate(error, [field.alias]))
        if (!nullable.has(field.name))
          return { status: 200, body: { errors: errors.map(wireError), data: null } }
        data[field.alias] = null
      }
    }
    return { status: 200, body: { ...(errors.length > 0 && { errors: errors.map(wireError) }), data } }
  } catch (error) {
    const code = error instanceof GraphqlRefusal ? error.code : 'GRAPHQL_PARSE_FAILED'
    return { status: 400, body: { errors: [{ message: String(error), extensions: { code } }] } }
  }
}

const wireError = ({ message, path, code }: Located) => ({
  message,
  locations: [{ line: 1, column: 1 }],
  path,
  extensions: { code },
})

class LocatedError extends Error {
  readonly path: Path
  constructor(message: string, path: Path) {
    super(message)
    this.path = path
  }
}

function locate(error: unknown, path: Path): Located {
  if (error instanceof GraphqlRefusal) {
    if (error.code === 'GRAPHQL_VALIDATION_FAILED') throw error
    return { message: error.message, path, code: error.code }
  }
  if (error instanceof LocatedError)
    return { message: error.message, path: error.path, code: 'INTERNAL_SERVER_ERROR' }
  throw error
}

const unknownField = (field: string, type: string) =>
  new GraphqlRefusal('GRAPHQL_VALIDATION_FAILED', `Cannot query field "${field}" on type "${type}".`)

function project(value: Value, selection: Selection, path: Path): Value {
  if (value instanceof Broken)
    throw new LocatedError(`Cannot return null for non-nullable field ${value.field}.`, path)
  if (value === null || selection.fields.length === 0) return value
  if (Array.isArray(value))
    return value.map((item: Value, index) => project(item, selection, [...path, index]))
  return projectObject(value as Record<string, Value>, selection, path)
}

function projectObject(
  object: Record<string, Value>,
  selection: Selection,
  path: Path,
): Record<string, Value> {
  const answer: Record<string, Value> = {}
  for (const field of selection.fields) {
    if (field.on !== null) {
      if (isOf(object, field.on)) Object.assign(answer, projectObject(object, field, path))
      continue
    }
    if (!(field.name in object))
      throw unknownField(field.name, String(object['__typename'] ?? selection.name))
    const held = object[field.name]
    const value = typeof held === 'function' ? (held as Resolver)(field.args) : held
    answer[field.alias] = project(value, field, [...path, field.alias])
  }
  return answer
}

function isOf(object: Record<string, Value>, type: string): boolean {
  const own = object['__typename']
  return own === undefined || own === type || (type === 'ErrorResult' && 'errorCode' in object)
}

const token = /"(?:[^"\\]|\\.)*"|\.\.\.|\$?[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[!():=[\]{}]/g

/** The root fields of the document's one operation, fragments filled in. */
function parse(query: string, variables: Readonly<Record<string, Value>>): Selection[] {
  const tokens = query.match(token) ?? []
  let at = 0
  const fragments = new Map<string, { on: string; fields: (Selection | Spread)[] }>()
  let root: (Selection | Spread)[] = []

  const next = (): string => {
    const found = tokens[at++]
    if (found === undefined) throw new Error('Syntax Error: Unexpected <EOF>.')
    return found
  }
  const take = (wanted: string) => {
    const found = next()
    if (found !== wanted) throw new Error(`Syntax Error: Expected "${wanted}", found "${found}".`)
  }

  while (at < tokens.length) {
    if (next() === 'fragment') {
      const name = next()
      take('on')
      const on = next()
      fragments.set(name, { on, fields: selections() })
    } else {
      while (tokens[at] !== '{') next()
      root = selections()
    }
  }
  return filled(root)

  function selections(): (Selection | Spread)[] {
    const found: (Selection | Spread)[] = []
    take('{')
    while (tokens[at] !== '}') found.push(selection())
    take('}')
    return found
  }

  function selection(): Selection | Spread {
    const first = next()
    if (first === '...') {
      const name = next()
      if (name !== 'on') return { spread: name }
      const on = next()
      return { name: '', alias: '', args: {}, on, fields: selections() as Selection[] }
    }
    let name = first
    if (tokens[at] === ':') {
      take(':')
      name = next()
    }
    const args = tokens[at] === '(' ? named('(', ')') : {}
    return {
      name,
      alias: first,
      args,
      on: null,
      fields: tokens[at] === '{' ? (selections() as Selection[]) : [],
    }
  }

  function named(open: string, close: string): Record<string, Value> {
    const found: Record<string, Value> = {}
    take(open)
    while (tokens[at] !== close) {
      const name = next()
      take(':')
      found[name] = value()
    }
    take(close)
    return found
  }

  function value(): Value {
    if (tokens[at] === '{') return named('{', '}')
    const first = next()
    if (first.startsWith('$')) return variables[first.slice(1)]
    if (first.startsWith('"')) return JSON.parse(first)
    if (first === '[') {
      const list: Value[] = []
      while (tokens[at] !== ']') list.push(value())
      take(']')
      return list
    }
    if (first === 'true' || first === 'false') return first === 'true'
    if (first === 'null') return null
    return /^[-\d]/.test(first) ? Number(first) : first
  }

  function filled(list: readonly (Selection | Spread)[]): Selection[] {
    return list.map((one) => {
      if (!('spread' in one)) return { ...one, fields: filled(one.fields) }
      const fragment = fragments.get(one.spread)
      if (!fragment) throw unknownField(`...${one.spread}`, 'fragment')
      return { name: '', alias: '', args: {}, on: fragment.on, fields: filled(fragment.fields) }
    })
  }
}
