/** What must hold when things fail, tried out: `npm run chaos -- --seed=1 --tier=short|full --only=p3`. */
import { scenarios } from './scenarios.ts'
import { withGround, type Tier } from './ground.ts'

const option = (name: string, otherwise: string) =>
  process.argv.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise
const seed = Number(option('seed', '1'))
const tier: Tier = option('tier', 'full') === 'short' ? 'short' : 'full'
const only = option('only', '').split(',').filter(Boolean)
let broken = 0

process.stdout.write(`chaos: seed ${seed}, ${tier}\n`)
await withGround(tier, seed, async (ground) => {
  for (const [name, { says, run }] of Object.entries(scenarios)) {
    if (only.length > 0 && !only.includes(name)) continue
    const { figures, faults } = await run(ground).catch((error: unknown) => ({
      figures: 'fell over',
      faults: [String(error instanceof Error ? error.stack : error)],
    }))
    if (faults.length > 0) broken++
    process.stdout.write(
      `${faults.length === 0 ? 'holds ' : 'BROKEN'} ${name.toUpperCase()} ${says}: ${figures}\n`,
    )
    for (const fault of faults.slice(0, 20)) process.stdout.write(`         ${fault}\n`)
  }
})
process.exit(broken === 0 ? 0 : 1)
