/** The OpenAPI 3.1 document, made from the very definitions that answer the requests. */
import { z } from 'zod'
import type { Action } from '../platform/action.ts'
import { programVersion } from '../platform/program-version.ts'
import { actionsOf, rightWords, type NamedAction } from './catalogue.ts'

type Schema = Record<string, unknown>

export function openApiOf(): Schema {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const named of actionsOf()) {
    const [method, path] = named.action.http.split(' ') as [string, string]
    const address = path.replace(/:([a-zA-Z]+)/g, '{$1}')
    paths[address] = { ...paths[address], [method.toLowerCase()]: operationOf(named, method, path) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pakhuis',
      version: programVersion,
      description: 'Everything that the back office can do. The screens use these addresses and no others.',
    },
    servers: [{ url: '/api' }],
    security: [{ key: [] }, { session: [] }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key made under Settings, API access.' },
        session: { type: 'apiKey', in: 'cookie', name: 'pakhuis' },
      },
      schemas: { Problem: problemSchema },
    },
    paths,
  }
}

function operationOf({ name, action }: NamedAction, method: string, path: string): Schema {
  const input = schemaOf(action)
  const properties = (input.properties ?? {}) as Record<string, Schema>
  const required = new Set((input.required ?? []) as string[])
  const inPath = [...path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1]!)
  const rest = Object.keys(properties).filter((field) => !inPath.includes(field))
  const right = rightWords().get(action.right)
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    summary: action.says ?? sentence(name.split('.')[1]!),
    description:
      action.right === 'public'
        ? 'Open to everybody.'
        : `Right: ${action.right}${right ? ` (${right.en})` : ''}.${action.stepUp ? ' The password must have been given within ten minutes.' : ''}`,
    ...(action.right === 'public' ? { security: [] } : {}),
    parameters: [
      ...inPath.map((field) => ({
        name: field,
        in: 'path',
        required: true,
        schema: properties[field] ?? { type: 'string' },
      })),
      ...(method === 'GET'
        ? rest.map((field) => ({
            name: field,
            in: 'query',
            required: required.has(field),
            schema: properties[field],
          }))
        : []),
      ...(method === 'GET'
        ? []
        : [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              schema: { type: 'string', maxLength: 255 },
            },
          ]),
    ],
    ...(method === 'GET' || rest.length === 0
      ? {}
      : {
          requestBody: {
            required: rest.some((field) => required.has(field)),
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(rest.map((field) => [field, properties[field]])),
                  required: rest.filter((field) => required.has(field)),
                  additionalProperties: false,
                },
              },
            },
          },
        }),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: {} } } },
      default: {
        description: 'Refused.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const schemaOf = (action: Action): Schema =>
  z.toJSONSchema(action.input as z.ZodType, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as Schema

const sentence = (name: string) => {
  const spaced = name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
  return `${spaced[0]!.toUpperCase()}${spaced.slice(1)}`
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; `noun.reason`.' },
    detail: { type: 'string', description: 'In the language of the caller.' },
    field: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    reference: { type: 'string', description: 'For support, when the fault was ours.' },
  },
}
