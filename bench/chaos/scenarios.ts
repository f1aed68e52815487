/** The promises under fault, by their number in the list of what reliability means here. */
import { hundredPieces, importUnderFire, lostAnswers, sameHook } from './intake.ts'
import { killedInMidJob, poison } from './jobs.ts'
import { numbersUnderFire } from './numbering.ts'
import { callsUnderFire } from './outside.ts'
import { restartsInTraffic } from './restarts.ts'
import type { Findings, Ground } from './ground.ts'

export const scenarios: Readonly<
  Record<string, { says: string; run: (ground: Ground) => Promise<Findings> }>
> = {
  p1: { says: 'no order is lost or doubled while processes die', run: importUnderFire },
  p2: { says: 'the same webhook a thousand times is one order', run: sameHook },
  p3: { says: 'invoice numbers have no gap and no double', run: numbersUnderFire },
  p4: { says: 'a lost answer to a commit doubles nothing', run: lostAnswers },
  p5: { says: 'what is not there is not promised', run: hundredPieces },
  p6: { says: 'what happens outside happens once, however often the outside fails', run: callsUnderFire },
  p7: { says: 'a poisoned job stops nobody, is seen and can be tried again', run: poison },
  p8: { says: 'the job of a killed process runs again', run: killedInMidJob },
  p9: { says: 'a database that restarts loses and doubles nothing', run: restartsInTraffic },
}
