/** Packages that are read when they are first used: a program at rest does not hold what few of its days need. */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A package by its name; name its type, as in `onDemand<typeof import('stdnum')>('stdnum')`. */
export const onDemand = <T>(name: string): T => require(name) as T
