/** A list asked page by page, as the screens draw it: its rows, whether they are fresh, and how to get more. */
import { useMemo } from 'react'

type Pages<R> = {
  data: { pages: readonly { rows: readonly R[] }[] } | undefined
  error: unknown
  isPending: boolean
  isPlaceholderData: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
  refetch: () => Promise<unknown>
}

export type Shown<R> = {
  readonly rows: readonly R[]
  readonly error: unknown
  readonly isFirstLoad: boolean
  readonly isStale: boolean
  readonly more: { load: () => void; isLoading: boolean } | null
  readonly retry: () => void
}

export function useShown<R>(pages: Pages<R>): Shown<R> {
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => [...page.rows]) ?? [], [pages.data])
  return {
    rows,
    error: pages.error,
    isFirstLoad: pages.isPending,
    isStale: pages.isPlaceholderData,
    more: pages.hasNextPage
      ? { load: () => void pages.fetchNextPage(), isLoading: pages.isFetchingNextPage }
      : null,
    retry: () => void pages.refetch(),
  }
}

type Once<R> = {
  data: { rows: readonly R[] } | undefined
  error: unknown
  isPending: boolean
  isPlaceholderData: boolean
  refetch: () => Promise<unknown>
}

/** The same of a list that comes in one go; `isAsked` is false as long as nothing was searched for. */
export const shownOnce = <R>(found: Once<R>, isAsked = true): Shown<R> => ({
  rows: found.data?.rows ?? none,
  error: isAsked ? found.error : null,
  isFirstLoad: isAsked && found.isPending,
  isStale: found.isPlaceholderData,
  more: null,
  retry: () => void found.refetch(),
})

const none: readonly never[] = []
