/**
 * The dice of every test that tries values of chance: the same in each run, so that a run turns red by what was changed
 * and not by luck. `FUZZ_SEED=7 npm test` throws others.
 */
import fc from 'fast-check'

export const seed = Number(process.env.FUZZ_SEED ?? 20261122)

fc.configureGlobal({ seed })

export { fc }
