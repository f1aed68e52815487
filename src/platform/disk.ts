/** The room left on the disk of the data folder: before it is gone nothing new is taken, and when it is back we go on. */
import { rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.ts'

export type Disk = {
  /** So little room that nothing new is taken; reading goes on. */
  isFull(): boolean
  stop(): Promise<void>
}

const gibibyte = 2 ** 30
const ballastSize = 64 * 2 ** 20

/** Below a gibibyte PostgreSQL may stop in the middle of its log; on a small disk a twentieth of it is enough warning. */
const usualLeast = (size: number) => Math.min(gibibyte, size / 20)

/** Watches the folder's disk; `least` are the bytes that must stay free, when they are not the usual ones. Ballast that was used is laid down again when there is room. */
export async function watchDisk(
  folder: string,
  log: Log,
  options: { readonly least?: number | undefined; readonly keepsBallast?: boolean } = {},
): Promise<Disk> {
  let isFull = false
  let isStopping = false
  async function look() {
    const { bavail, bsize, blocks } = await statfs(folder)
    const free = bavail * bsize
    const least = options.least ?? usualLeast(blocks * bsize)
    // A little more must be free to go on than to stop, or we would waver at the edge.
    const isNow = free < (isFull ? least * 1.1 : least)
    if (isNow !== isFull)
      log.warn(
        { folder, freeMegabytes: Math.floor(free / 2 ** 20) },
        isNow ? 'the disk is full: nothing new is taken' : 'there is room on the disk again',
      )
    isFull = isNow
    if (options.keepsBallast && free - ballastSize > least * 1.1) await keepBallast(folder)
  }
  const tryLook = () =>
    look().catch((error: unknown) => log.warn({ error: String(error) }, 'the room on the disk is not known'))
  await tryLook()
  const watching = (async () => {
    while (!isStopping) {
      for (let wait = 0; wait < 2000 && !isStopping; wait += 100) await sleep(100)
      if (!isStopping) await tryLook()
    }
  })()
  return {
    isFull: () => isFull,
    async stop() {
      isStopping = true
      await watching
    },
  }
}

/** Sixty-four megabytes to throw away when the disk is full: PostgreSQL needs some to start again. */
async function keepBallast(folder: string): Promise<void> {
  const file = join(folder, 'ballast')
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size === ballastSize) return
  await writeFile(file, Buffer.alloc(ballastSize, 1)).catch(() => rm(file, { force: true }))
}

/** Whether there was any to throw away. */
export async function dropBallast(folder: string): Promise<boolean> {
  return rm(join(folder, 'ballast')).then(
    () => true,
    () => false,
  )
}
