/** Keeps a second program from opening the same data folder: a socket that lives exactly as long as its process. */
import { rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'

export type FolderClaim = {
  /** The number of the process that has the folder already; null when it is ours now. */
  readonly heldBy: string | null
  release(): Promise<void>
}

/**
 * Claims what the socket's path stands for. A file with a process number would lie after a kill: the number may
 * belong to another program by then, or to one that has ended and that nobody has cleared away.
 */
export async function claimFolder(path: string): Promise<FolderClaim> {
  for (;;) {
    const release = await listen(path)
    if (release) return { heldBy: null, release }
    const heldBy = await ask(path)
    if (heldBy !== null) return { heldBy, release: async () => undefined }
    await rm(path, { force: true })
  }
}

/** Null when the path is taken, by a program or by what a killed one left. */
async function listen(path: string): Promise<(() => Promise<void>) | null> {
  const server = createServer((caller) => {
    caller.on('error', () => undefined)
    caller.end(String(process.pid))
  })
  const isOurs = await new Promise<boolean>((settle, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? settle(false) : fail(error),
    )
    server.listen(path, () => settle(true))
  })
  if (!isOurs) return null
  server.unref()
  return () => new Promise((done) => server.close(() => done()))
}

/** What the holder says of itself; null when nobody listens. */
function ask(path: string): Promise<string | null> {
  return new Promise((settle) => {
    let said = ''
    const caller = connect(path)
    caller.setTimeout(5000, () => caller.destroy(new Error('silent')))
    caller.on('data', (piece) => (said += piece.toString()))
    caller.on('error', (error: NodeJS.ErrnoException) =>
      settle(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? null : '?'),
    )
    caller.on('end', () => settle(said))
  })
}
