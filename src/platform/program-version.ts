/** Which version of the program this is: what files that we write for others must say. */
import { readFileSync } from 'node:fs'

export const programVersion: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version
