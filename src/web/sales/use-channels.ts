/** The channels that one may sell through by hand; those made for that come first. */
import { useEffect } from 'react'
import { useRead } from '../queries.ts'
import type { Draft } from './draft.ts'

export function useSaleChannels(draft: Draft, onChange: (bend: Partial<Draft>) => void) {
  const found = useRead('GET /channels', { limit: 100, isActive: true }, { staleMs: 300_000 })
  const rows = (found.data?.rows ?? [])
    .filter(({ isActive }) => isActive)
    .toSorted((a, b) => Number(b.type === 'manual') - Number(a.type === 'manual'))
  const first = rows[0]?.id
  useEffect(() => {
    if (!draft.channel && first) onChange({ channel: first })
    // oxlint-disable-next-line react/exhaustive-deps -- only when the first one has come
  }, [first, draft.channel])
  return { rows, isLoading: found.isPending, error: found.error, retry: () => void found.refetch() }
}
