/** The way in by hand, for repair and scripts: `pakhuis orders.getOrder '{"order":"…"}'`, with all rights. */
import type { z } from 'zod'
import { Refusal } from '../base/refusal.ts'
import { say } from '../base/words.ts'
import { FileAnswer } from '../platform/action.ts'
import { system } from '../platform/context.ts'
import { openDatabase } from '../platform/database.ts'
import { startEmbedded } from '../platform/embedded.ts'
import { diskFiles, useFiles } from '../platform/files.ts'
import { openMachine } from '../platform/machine.ts'
import { installationKeys } from '../platform/sealed.ts'
import { actionsOf, refusalWords } from './catalogue.ts'
import type { Config } from './config.ts'
import { workflows } from './register.ts'

/** Runs one action and answers what to print; a running program is joined, its workers do what follows. */
export async function callByHand(config: Config, name: string | undefined, json = '{}'): Promise<string> {
  if (!name)
    return actionsOf()
      .map((one) => `${one.name.padEnd(40)} ${one.action.http}`)
      .join('\n')
  const found = actionsOf().find((one) => one.name === name)
  if (!found) throw new Error(`no action is called ${name}; without a name, all of them are listed`)
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
    const tenants = (
      await database.owner.query<{ id: string; name: string }>(
        'select id, name from tenants order by created_at',
      )
    ).rows
    const { tenant: asked, ...given } = JSON.parse(json) as { tenant?: string }
    const tenant = asked ?? (tenants.length === 1 ? tenants[0]!.id : undefined)
    if (!tenant)
      throw new Error(
        `say which tenant, as "tenant": ${tenants.map((one) => `${one.id} (${one.name})`).join(', ') || 'there is none yet'}`,
      )
    const input: unknown = await (found.action.input as z.ZodType).parseAsync(given)
    const answer = await machine.act(
      { tenant, actor: { ...system, name: 'command line' }, lang: 'en' },
      (ctx) => found.action(ctx, input as never),
    )
    return answer instanceof FileAnswer ? `a file: ${answer.name}` : JSON.stringify(answer, null, 2)
  } catch (error) {
    if (error instanceof Refusal)
      throw new Error(
        `${error.code}: ${say(refusalWords().get(error.code) ?? { nl: error.code, en: error.code }, 'en', error.params)}`,
        { cause: error },
      )
    throw error
  } finally {
    await database.close()
    await server?.stop()
  }
}
