/** Says what a start waits for when it waits long: a program that is silent for a minute is taken for dead. */
import type { Log } from './log.ts'

/** Waits for work as it would without; every so often it is told what is waited for. */
export type Patience = <T>(what: string, work: Promise<T>) => Promise<T>

export const patienceOf =
  (log: Log, milliseconds = 5000): Patience =>
  async (what, work) => {
    const from = performance.now()
    const tell = () =>
      log.warn({ waitsFor: what, seconds: Math.round((performance.now() - from) / 1000) }, 'the start waits')
    const clock = setInterval(tell, milliseconds)
    clock.unref()
    try {
      return await work
    } finally {
      clearInterval(clock)
    }
  }
