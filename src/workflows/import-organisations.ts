/** Organisations come in from a file, some rows to a transaction; it can be cut off and gone on with anywhere. */
import { Refusal } from '../base/refusal.ts'
import { itemId, sheetOf, takeRow } from '../modules/organisations/actions/exchange.ts'
import { readHeading } from '../modules/organisations/exchange.ts'
import { Organisation } from '../modules/organisations/schema.ts'
import type { Ctx } from '../platform/context.ts'
import { fileOf, readBytes } from '../platform/files.ts'
import {
  countItems,
  findRun,
  finishRun,
  itemsOf,
  jobOf,
  placeItems,
  settleItems,
  type ItemResult,
  type RunItem,
} from '../platform/runs.ts'
import { work, type Tools } from '../platform/workflow.ts'

type Asked = { readonly file: string; readonly isDryRun: boolean }

/** How many rows go into a transaction: few enough that somebody who saves one of them hardly waits. */
const step = 50
/** How many rows are noted as waiting in one statement. */
const placed = 5000

export const importOrganisations = work({
  name: 'import-organisations',
  async run(tools, payload) {
    const id = String(payload.about)
    const { asked, file } = await tools.act(async (ctx) => {
      const run = await findRun(ctx, id)
      return { asked: run.input as Asked, file: await fileOf(ctx, String(run.input.file)) }
    })
    const [titles, ...rows] = sheetOf(await readBytes(file))
    const heading = readHeading(titles ?? [])
    const nameAt = heading.findIndex(({ key }) => key === 'name')
    const repeating = repeatedIn(
      rows,
      heading.findIndex(({ key }) => key === 'code'),
    )
    const items = rows.map((cells, i) => ({
      about: itemId(id, i),
      name: (cells[nameAt] ?? '').slice(0, 200),
      position: i,
    }))
    for (let at = 0; at < items.length; at += placed)
      await tools.act((ctx) => placeItems(ctx, id, items.slice(at, at + placed)))
    await tools.act((ctx) => countItems(ctx, id, { state: 'running' }))
    for (;;) {
      const waiting = await tools.act((ctx) => itemsOf(ctx, id, { state: 'waiting' }))
      if (waiting.length === 0) break
      for (let at = 0; at < waiting.length; at += step) {
        if (tools.isStopping())
          return void (await tools.act(async (ctx) => ctx.later(jobOf('import-organisations', id))))
        const lines = waiting.slice(at, at + step).map((item) => ({
          item,
          heading,
          cells: rows[item.position]!,
          row: item.position + 2,
          repeatsCode: repeating.has(item.position),
        }))
        await takeSome(tools, id, lines, asked)
      }
    }
    await tools.act((ctx) => finishRun(ctx, id))
  },
})

type Line = {
  readonly item: RunItem
  readonly heading: Parameters<typeof takeRow>[1]
  readonly cells: readonly string[]
  /** The heading is the first row that somebody sees in the file. */
  readonly row: number
  readonly repeatsCode: boolean
}

/** The rows whose code stands in an earlier row; a trial would not see it when it takes them one by one. */
function repeatedIn(rows: readonly (readonly string[])[], column: number): ReadonlySet<number> {
  const seen = new Set<string>()
  const codes = rows.map((cells) => (cells[column] ?? '').trim().toLowerCase())
  return new Set(codes.flatMap((code, i) => (code && seen.size === seen.add(code).size ? [i] : [])))
}

/** Rows that fail together are taken one by one, so that a fault in one row is a fault of that row. */
async function takeSome(
  tools: Tools,
  run: string,
  lines: readonly Line[],
  { isDryRun }: Pick<Asked, 'isDryRun'>,
): Promise<void> {
  try {
    const tried = isDryRun ? await trial(tools, lines) : null
    await tools.act(async (ctx) => {
      const results = tried ?? (await take(ctx, lines))
      await settleItems(
        ctx,
        run,
        lines.map(({ item }, i) => [item, results[i]!]),
      )
    })
  } catch (error) {
    const [line, ...others] = lines
    if (!line) throw error
    if (others.length > 0) for (const one of lines) await takeSome(tools, run, [one], { isDryRun })
    else await tools.act((ctx) => settleItems(ctx, run, [[line.item, codeTakenIn(error, line)]]))
  }
}

/** Only the database knows that somebody else in the register has the code. */
function codeTakenIn(error: unknown, line: Line): ItemResult {
  if (!(error instanceof Refusal) || error.code !== 'organisation.code-taken') throw error
  return codeTaken(line)
}

const codeTaken = ({ row }: Line): ItemResult => ({
  state: 'failed',
  code: 'import.code-taken',
  params: { row, column: Organisation.fields.code.words },
})

async function take(ctx: Ctx, lines: readonly Line[]): Promise<ItemResult[]> {
  const results: ItemResult[] = []
  for (const line of lines)
    results.push(line.repeatsCode ? codeTaken(line) : await takeRow(ctx, line.heading, line.cells, line.row))
  return results
}

/** What would come of rows: everything is done, and nothing is kept. */
async function trial(tools: Tools, lines: readonly Line[]): Promise<readonly ItemResult[]> {
  try {
    return await tools.act(async (ctx) => {
      throw new Trial(await take(ctx, lines))
    })
  } catch (error) {
    if (!(error instanceof Trial)) throw error
    return error.results.map((one) =>
      one.state === 'done' ? { ...one, detail: { ...one.detail, organisation: null } } : one,
    )
  }
}

/** Undoes what a trial wrote, and carries what came of it. */
class Trial extends Error {
  readonly results: readonly ItemResult[]

  constructor(results: readonly ItemResult[]) {
    super('nothing of a trial is kept')
    this.results = results
  }
}
