/** Organisations come in from a file, a transaction per row; it can be cut off and gone on with anywhere. */
import { DryRun, itemId, sheetOf, takeRow } from '../modules/organisations/actions/exchange.ts'
import { readHeading } from '../modules/organisations/exchange.ts'
import { fileOf, readBytes } from '../platform/files.ts'
import {
  countItems,
  findRun,
  finishRun,
  itemsOf,
  jobOf,
  placeItems,
  settleItem,
  type ItemResult,
  type RunItem,
} from '../platform/runs.ts'
import { work, type Tools } from '../platform/workflow.ts'

type Asked = { readonly file: string; readonly isDryRun: boolean }

/** How many rows go between two counts of how far it is. */
const step = 25
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
      for (const [i, item] of waiting.entries()) {
        if (tools.isStopping())
          return void (await tools.act(async (ctx) => ctx.later(jobOf('import-organisations', id))))
        // The heading is the first row that somebody sees in the file.
        await takeOne(tools, item, asked, { heading, cells: rows[item.position]!, row: item.position + 2 })
        if (i % step === step - 1) await tools.act((ctx) => countItems(ctx, id))
      }
    }
    await tools.act((ctx) => finishRun(ctx, id))
  },
})

type Line = {
  readonly heading: Parameters<typeof takeRow>[1]
  readonly cells: readonly string[]
  readonly row: number
}

async function takeOne(tools: Tools, item: RunItem, asked: Asked, line: Line): Promise<void> {
  const dry: ItemResult | null = asked.isDryRun ? await tried(tools, line) : null
  await tools.act(async (ctx) => {
    await settleItem(ctx, item, dry ?? (await takeRow(ctx, line.heading, line.cells, line.row, false)))
  })
}

/** What would come of a row: everything is done, and nothing is kept. */
async function tried(tools: Tools, line: Line): Promise<ItemResult> {
  try {
    return await tools.act((ctx) => takeRow(ctx, line.heading, line.cells, line.row, true))
  } catch (error) {
    if (error instanceof DryRun)
      return { ...error.result, detail: { ...error.result.detail, organisation: null } }
    throw error
  }
}
