/** How far a parcel is, as a pill. */
import { shipmentStates, type ShipmentState } from '../../modules/fulfilment/schema.ts'
import { useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'

const tones: Readonly<Record<ShipmentState, Tone>> = {
  draft: 'neutral',
  label_requested: 'fresh',
  label_failed: 'bad',
  labelled: 'good',
  void_requested: 'attention',
  handed_over: 'good',
  in_transit: 'good',
  exception: 'bad',
  delivered: 'good',
  returned: 'bad',
  lost: 'bad',
  ready: 'good',
  collected: 'neutral',
  cancelled: 'neutral',
}

export function ParcelPill({ state }: { state: ShipmentState }) {
  const say = useSay()
  return <StatusPill tone={tones[state]}>{say(shipmentStates[state])}</StatusPill>
}
