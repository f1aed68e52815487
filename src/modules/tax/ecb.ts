/** Reads the daily reference rates of the European Central Bank, as XML or CSV, of one day or of many. Pure. */
import { isDay, type Day } from '../../base/day.ts'
import { readCsv } from '../../base/csv.ts'
import { refuseField } from '../../base/refusal.ts'
import { readXml, type Node } from '../../base/xml.ts'

/** How much of a currency one euro is worth, as decimal text. */
export type DayRate = { readonly currency: string; readonly day: Day; readonly rate: string }

const limits = { bytes: 20 * 1024 * 1024, depth: 10, tags: 1_000_000 }
const isRate = (text: string) => /^\d{1,9}(\.\d{1,6})?$/.test(text) && Number(text) > 0

export function readRates(bytes: Uint8Array): DayRate[] {
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 200))
    .replace(/^\ufeff/, '')
    .trimStart()
  const found = start.startsWith('<') ? ratesOfXml(bytes) : ratesOfCsv(new TextDecoder().decode(bytes))
  return found.length > 0 ? found : refuseField('file', 'exchange-rates.unreadable')
}

/** A cube of days, each a cube of currencies. */
function ratesOfXml(bytes: Uint8Array): DayRate[] {
  const root = readXml(bytes, limits)
  if (typeof root === 'string') return refuseField('file', 'exchange-rates.unreadable')
  const days = cubes(root).filter(({ attributes }) => isDay(attributes['time'] ?? ''))
  return days.flatMap((one) =>
    one.children.flatMap(({ attributes: { currency = '', rate = '' } }) =>
      /^[A-Z]{3}$/.test(currency) && isRate(rate) ? [{ currency, rate, day: one.attributes['time']! }] : [],
    ),
  )
}

const cubes = (node: Node): Node[] =>
  [node, ...node.children.flatMap(cubes)].filter(({ name }) => name === 'Cube')

/** A column per currency; days as 2026-11-20 or as 20 November 2026. */
function ratesOfCsv(text: string): DayRate[] {
  const [heads = [], ...rows] = readCsv(text)
  const currencies = heads.map((head) => head.trim())
  if (currencies[0] !== 'Date') return []
  return rows.flatMap(([first = '', ...cells]) => {
    const day = dayOf(first.trim())
    if (!day) return []
    return cells.flatMap((cell, at) => {
      const currency = currencies[at + 1] ?? ''
      const rate = cell.trim()
      return /^[A-Z]{3}$/.test(currency) && isRate(rate) ? [{ currency, rate, day }] : []
    })
  })
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

function dayOf(text: string): Day | null {
  if (isDay(text)) return text
  const [, date = '', month = '', year = ''] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? []
  const number = months.indexOf(month) + 1
  const day = `${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`
  return number > 0 && isDay(day) ? day : null
}
