/** What the sale on the screen comes to, asked a moment after the last key. */
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ApiRefusal, call, type Answer } from '../api.ts'
import { askedOf, isPriceable, type Draft } from './draft.ts'

export type Price = Answer<'POST /sales/price'>

/** A number that is being checked is known within seconds, mostly. */
const checkingMs = 4000
const mostLooks = 10

export function usePrice(draft: Draft) {
  const asked = askedOf(draft)
  const [settled] = useDebouncedValue(JSON.stringify(asked), 250)
  const isEnabled = isPriceable(draft)
  const found = useQuery({
    queryKey: ['sales-price', settled],
    queryFn: ({ signal }) => call('POST /sales/price', JSON.parse(settled) as typeof asked, { signal }),
    enabled: isEnabled && settled === JSON.stringify(asked),
    placeholderData: keepPreviousData,
    retry: (count, error) => count < 2 && !(error instanceof ApiRefusal),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.dataUpdateCount < mostLooks &&
      state.data?.warnings.some(({ code }) => code === 'vat-number-unverified')
        ? checkingMs
        : false,
  })
  return {
    price: isEnabled ? found.data : undefined,
    error: isEnabled ? found.error : null,
    /** Of exactly what stands on the screen. */
    isCurrent: isEnabled && settled === JSON.stringify(asked) && !found.isPlaceholderData && found.isSuccess,
  }
}
