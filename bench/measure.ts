/** Rates and latencies of a piece of work, and the processor time it cost. */

export type Measured = {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
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
    cpuMs: (used.user + used.system) / 1000 / count,
    count,
  }
}

export const rounded = (value: number, digits = 2): string => value.toFixed(value >= 100 ? 0 : digits)
