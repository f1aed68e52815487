/** The channels that one may sell through by hand, those made for that first; a new customer lives where the seller does, until typed otherwise. */
import { useEffect } from 'react'
import { listCurrency } from '../../modules/catalog/schema.ts'
import { useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { same } from '../ui/same.ts'
import { noAddress, type Draft } from './draft.ts'

export function useSaleChannels(draft: Draft, onChange: (bend: Partial<Draft>) => void) {
  const found = useRead('GET /channels', { limit: 100, isActive: true }, { staleMs: 300_000 })
  const rows = (found.data?.rows ?? [])
    .filter(({ isActive }) => isActive)
    .toSorted((a, b) => Number(b.type === 'manual') - Number(a.type === 'manual'))
  const first = rows[0]?.id
  const can = useCan()
  const businesses = useRead(
    'GET /businesses',
    { limit: 100 },
    { staleMs: 300_000, isEnabled: can('businesses.see') },
  )
  const chosen = rows.find(({ id }) => id === draft.channel)
  const seller = chosen?.business
  const country = businesses.data?.rows.find(({ id }) => id === seller)?.country
  useEffect(() => {
    if (!draft.channel && first) onChange({ channel: first })
    // oxlint-disable-next-line react/exhaustive-deps -- only when the first one has come
  }, [first, draft.channel])
  useEffect(() => {
    const isUntouched = same({ ...draft.address, country: noAddress.country }, noAddress)
    if (country && isUntouched) onChange({ address: { ...noAddress, country } })
    // oxlint-disable-next-line react/exhaustive-deps -- only when another business sells
  }, [country])
  const currency = chosen?.currency ?? listCurrency
  return { rows, currency, isLoading: found.isPending, error: found.error, retry: () => void found.refetch() }
}
