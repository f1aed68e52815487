/** Rates and latencies of a piece of work, and the processor time it cost. */
import { readdirSync, readFileSync } from 'node:fs'

export type Measured = {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly slowest: number
  readonly cpuMs: number
  readonly count: number
}

/** Runs `work` for the numbers from 0 to `count`, `parallel` at a time. Latencies in milliseconds, processor time of this process per item. */
export async function measure(
  count: number,
  parallel: number,
  work: (number: number) => Promise<unknown>,
): Promise<Measured> {
  const took: number[] = []
  let next = 0
  const cpu = process.cpuUsage()
  const from = performance.now()
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (let number = next++; number < count; number = next++) {
        const at = performance.now()
        await work(number)
        took.push(performance.now() - at)
      }
    }),
  )
  const wall = performance.now() - from
  const used = process.cpuUsage(cpu)
  took.sort((a, b) => a - b)
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(part * took.length))] ?? 0
  return {
    perSecond: (count / wall) * 1000,
    p50: at(0.5),
    p99: at(0.99),
    slowest: at(1),
    cpuMs: (used.user + used.system) / 1000 / count,
    count,
  }
}

/** Seconds of processor that `work` took here and in the processes that it started (Linux), whatever else the machine did. */
export async function processorSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = ticksOfAll()
  await work()
  return (ticksOfAll() - before) / 100
}

/** Of this process, of its children, and of its children that ended. */
function ticksOfAll(): number {
  const own = statOf(String(process.pid))
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === process.pid)
  return (own?.ticks ?? 0) + (own?.ended ?? 0) + children.reduce((sum, stat) => sum + stat!.ticks, 0)
}

/** A process may be gone between being listed and being read. */
function statOf(pid: string): { parent: number; ticks: number; ended: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc(5): the fields after the name, from the third on.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return { parent: fields[1]!, ticks: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! }
  } catch {
    return null
  }
}

export const rounded = (value: number, digits = 2): string => value.toFixed(value >= 100 ? 0 : digits)
