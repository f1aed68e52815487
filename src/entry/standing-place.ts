/** Moves the program to its own folder when it was started in one that its user may not read, as `sudo -u` from root's home does. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

// The queue looks for settings of its own in the folder that we stand in, and falls over one that it may not read.
try {
  readFileSync('package.json')
} catch (error) {
  if ((error as { code?: string }).code === 'EACCES') {
    if (process.env.DATA_DIR) process.env.DATA_DIR = resolve(process.env.DATA_DIR)
    process.chdir(new URL('../..', import.meta.url).pathname)
  }
}
