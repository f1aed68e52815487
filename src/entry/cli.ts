/** The way in by hand, for repair and scripts: `pakhuis orders.getOrder '{"order":"…"}'`, with all rights. */
import { z } from 'zod'
import { Refusal } from '../base/refusal.ts'
import { say } from '../base/words.ts'
import { commandLine } from '../modules/activity/rules.ts'
import { FileAnswer } from '../platform/action.ts'
import { system } from '../platform/context.ts'
import { openDatabase, type Database } from '../platform/database.ts'
import { startEmbedded } from '../platform/embedded.ts'
import { diskFiles, useFiles } from '../platform/files.ts'
import { openMachine } from '../platform/machine.ts'
import { installationKeys } from '../platform/sealed.ts'
import { actionsOf, refusalWords } from './catalogue.ts'
import type { Config } from './config.ts'
import { workflows } from './register.ts'

/** What was asked by hand cannot be done, in a sentence. */
export class CannotCall extends Error {}

/** What to print, and whether a check that was asked for found everything in order. */
export type AnsweredByHand = { readonly text: string; readonly isSound: boolean }

/** Runs one action; a running program is joined, its workers do what follows. */
export async function callByHand(
  config: Config,
  name: string | undefined,
  json = '{}',
): Promise<AnsweredByHand> {
  if (!name) return { text: listed(), isSound: true }
  const found = actionsOf().find((one) => one.name === name)
  if (!found) throw new CannotCall(`no action is called ${name}; without a name, all of them are listed`)
  const { tenant: asked, ...given } = readInput(json)
  const server = config.databaseUrl ? null : await startEmbedded(config.dataFolder, { joins: true })
  const database = openDatabase(
    server?.address('pakhuis') ?? {
      owner: config.databaseUrl!,
      app: null,
      namesStatements: config.namesStatements,
    },
  )
  try {
    useFiles(diskFiles(`${config.dataFolder}/files`))
    const keys = await installationKeys(config.dataFolder, config.secretKey)
    const subscribers = workflows.flatMap((workflow) => ('on' in workflow ? [workflow] : []))
    const machine = openMachine(database, subscribers, { keys })
    const tenants = await tenantsOf(database)
    const tenant = asked ?? (tenants.length === 1 ? tenants[0]!.id : undefined)
    if (!tenant)
      throw new CannotCall(
        `say which tenant, as "tenant": ${tenants.map((one) => `${one.id} (${one.name})`).join(', ') || 'there is none yet'}`,
      )
    const read = (found.action.input as z.ZodType).safeParse(given)
    if (!read.success) throw new CannotCall(`${name} cannot take this: ${z.prettifyError(read.error)}`)
    const input: unknown = read.data
    const texts: string[] = []
    for (;;) {
      const answer = await machine.act(
        { tenant, actor: { ...system, name: commandLine }, lang: 'en' },
        (ctx) => found.action(ctx, input as never),
      )
      texts.push(answer instanceof FileAnswer ? `a file: ${answer.name}` : JSON.stringify(answer, null, 2))
      const { isDone, isSound } = (answer ?? {}) as { isDone?: boolean; isSound?: boolean }
      // What does its work in batches says when there is more of it.
      if (isDone !== false) return { text: texts.join('\n'), isSound: isSound !== false }
    }
  } catch (error) {
    if (error instanceof Refusal)
      throw new CannotCall(
        `${error.code}: ${say(refusalWords().get(error.code) ?? { nl: error.code, en: error.code }, 'en', error.params)}`,
        { cause: error },
      )
    throw error
  } finally {
    await database.close()
    await server?.stop()
  }
}

async function tenantsOf({ owner }: Database): Promise<{ id: string; name: string }[]> {
  try {
    return (await owner.query('select id, name from tenants order by created_at')).rows
  } catch (error) {
    if ((error as { code?: string }).code !== '42P01') throw error
    throw new CannotCall(
      'Pakhuis was never started on this database: start it once, or choose another DATA_DIR',
      {
        cause: error,
      },
    )
  }
}

const listed = () =>
  actionsOf()
    .map((one) => `${one.name.padEnd(40)} ${one.action.http}`)
    .join('\n')

function readInput(json: string): { tenant?: string } {
  try {
    const read: unknown = JSON.parse(json)
    if (read !== null && typeof read === 'object' && !Array.isArray(read)) return read
  } catch {
    // What cannot be read is told below, as what is no object.
  }
  throw new CannotCall(`the input is no JSON object: write it as '{"order":"…"}'`)
}
